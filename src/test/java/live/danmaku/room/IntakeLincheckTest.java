package live.danmaku.room;

import java.util.List;
import live.danmaku.TestNode;
import live.danmaku.model.Danmaku;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Whatever threads do to a queue at once looks as if they had done it one after another. */
public class IntakeLincheckTest {

    private final Intake intake = new Intake();

    @Operation
    public long offer() {
        return intake.offer(TestNode.draft("hi"), 0, 3);
    }

    @Operation
    public List<Long> drain() {
        return intake.drain().stream().map(Danmaku::id).toList();
    }

    @Operation
    public boolean closeIfEmpty() {
        return intake.closeIfEmpty();
    }

    @Operation
    public int size() {
        return intake.figures().waiting();
    }

    @Test
    void modelChecking() {
        new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(3)
                .check(getClass());
    }

    @Test
    void stress() {
        new StressOptions()
                .iterations(6)
                .invocationsPerIteration(2_000)
                .threads(3)
                .actorsPerThread(3)
                .check(getClass());
    }
}
