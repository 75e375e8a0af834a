package live.danmaku.tool.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChecksTest {
    private final Checks checks = new Checks();

    @Test
    void hold_allWithinTheirLimits_isTrue() {
        checks.equal("lost", 0, 0);
        checks.atMost("growth", 2, 1.99, "%");
        checks.atMost("threads", 80L, 80L);
        checks.note("viewers", "5,000");

        assertThat(checks.hold()).isTrue();
        assertThat(checks.text()).endsWith("PASSED").doesNotContain("FAILED");
    }

    @Test
    void hold_oneBeyondItsLimit_isFalseAndThatLineSaysSo() {
        checks.equal("lost", 0, 0);
        checks.atMost("growth", 2, 2.01, "%");

        assertThat(checks.hold()).isFalse();
        assertThat(checks.text().lines())
                .anyMatch(line -> line.startsWith("growth ") && line.contains("2.01 %") && line.endsWith("FAILED"))
                .anyMatch(line -> line.startsWith("lost ") && line.endsWith("ok"));
    }

    @Test
    void atMost_noNumber_isNotWithinALimit() {
        checks.atMost("p99", 100, Double.NaN, "ms");

        assertThat(checks.hold()).isFalse();
    }
}
