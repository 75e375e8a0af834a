package live.danmaku.tool.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import live.danmaku.tool.server.ProcessMeter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Half a core is busy for ten seconds before the moment. */
class CpuTraceTest {
    private static final double EVERY = 0.2;

    private final CpuTrace trace = new CpuTrace(new ProcessMeter(0));
    private double now;
    private double used;

    @BeforeEach
    void before() {
        trace.add(now, used);
        busy(10, 0.5);
        trace.mark();
    }

    @Test
    void before_halfACore_isHalfACore() {
        assertThat(trace.before()).isCloseTo(0.5, within(0.001));
    }

    @Test
    void secondsToNormal_nothingChanged_isNone() {
        busy(10, 0.5);

        assertThat(trace.secondsToNormal(1.1)).isZero();
    }

    @Test
    void secondsToNormal_busierForThreeSeconds_isThreeAndLessThanASpanMore() {
        busy(3, 1.5);
        busy(7, 0.5);

        assertThat(trace.secondsToNormal(1.1)).isBetween(3.0, 5.0);
        assertThat(trace.course()).startsWith("1.50 ").endsWith(" 0.50");
    }

    @Test
    void secondsToNormal_busierToTheEnd_isNever() {
        busy(10, 0.6);

        assertThat(trace.secondsToNormal(1.1)).isInfinite();
    }

    private void busy(double seconds, double cores) {
        for (int i = 0; i < Math.round(seconds / EVERY); i++) {
            now += EVERY;
            used += EVERY * cores;
            trace.add(now, used);
        }
    }
}
