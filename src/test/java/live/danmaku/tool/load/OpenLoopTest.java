package live.danmaku.tool.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import live.danmaku.tool.load.script.Script;
import live.danmaku.tool.load.script.SteadyScript;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final long MILLISECOND = 1_000_000;
    private static final long START = 5_000 * MILLISECOND;

    private final Script script = new SteadyScript(100, 0.1, 1, "t");
    private long now = START - 7 * MILLISECOND;
    private final List<Long> sentAt = new ArrayList<>();
    private final List<Long> lateness = new ArrayList<>();

    @Test
    void run_nothingInTheWay_sendsEveryPostWhenItIsDue() {
        loop().run(START, this::send, () -> false);

        assertThat(sentAt).hasSize(10);
        assertThat(sentAt).first().isEqualTo(START);
        assertThat(sentAt).last().isEqualTo(START + 90 * MILLISECOND);
        assertThat(lateness).containsOnly(0L);
    }

    @Test
    void run_pausesTooShort_sendsNothingEarly() {
        new OpenLoop(script, () -> now, nanos -> now += Math.max(1, nanos / 2)).run(START, this::send, () -> false);

        assertThat(lateness).hasSize(10).allMatch(late -> late >= 0);
    }

    @Test
    void run_stall_catchesUpAtOnceAndTellsHowLate() {
        loop().run(
                        START,
                        (number, late) -> {
                            send(number, late);
                            now += number == 2 ? 35 * MILLISECOND : 0;
                        },
                        () -> false);

        assertThat(lateness)
                .containsExactly(0L, 0L, 0L, 25 * MILLISECOND, 15 * MILLISECOND, 5 * MILLISECOND, 0L, 0L, 0L, 0L);
        assertThat(sentAt).last().isEqualTo(START + 90 * MILLISECOND);
    }

    @Test
    void run_stopped_sendsNoMore() {
        loop().run(START, this::send, () -> sentAt.size() == 4);

        assertThat(sentAt).hasSize(4);
    }

    private OpenLoop loop() {
        return new OpenLoop(script, () -> now, nanos -> now += nanos);
    }

    private void send(int number, long late) {
        assertThat(number).isEqualTo(sentAt.size());
        sentAt.add(now);
        lateness.add(late);
    }
}
