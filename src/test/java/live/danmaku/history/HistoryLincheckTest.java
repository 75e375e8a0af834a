package live.danmaku.history;

import java.time.Duration;
import java.util.List;
import live.danmaku.wire.Frame;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Whatever threads do to a history at once looks as if they had done it one after another. */
public class HistoryLincheckTest {

    private static final Allowed TWO = new Allowed(Duration.ofSeconds(60), 2, 1 << 20, 1 << 20);

    private final History history = new History(new Kept());
    private long seq;

    /** One thread adds, as a room's tick does. */
    @Operation(nonParallelGroup = "tick")
    public void add() {
        seq++;
        history.add(HistoryTest.entry(seq, "", 1, 0), TWO);
    }

    @Operation
    public void clear() {
        history.clear();
    }

    @Operation
    public long first() {
        Frame found = history.after(0, Long.MAX_VALUE);
        if (found == null) {
            return 0;
        }
        found.release();
        return found.seq();
    }

    @Operation
    public List<Long> all() {
        return history.batchesAfter(0, 10, 1 << 20).stream().map(Entry::seq).toList();
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
