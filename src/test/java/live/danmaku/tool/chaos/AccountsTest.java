package live.danmaku.tool.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final Accounts NOTHING = new Accounts(0, 0, Map.of());

    private final Checks checks = new Checks();
    private final Map<String, Long> counters =
            new HashMap<>(Map.of("accepted", 110L, "batched", 90L, "joined", 7L, "left", 5L));

    @Test
    void check_everythingCameToAnEnd_holds() {
        counters.put("combined", 6L);
        counters.put("thinned", 4L);

        new Accounts(2, 10, counters).check(checks, NOTHING, 110);

        assertThat(checks.hold()).as(checks.text()).isTrue();
    }

    @Test
    void check_oneDanmakuMissing_fails() {
        new Accounts(2, 19, counters).check(checks, NOTHING, 110);

        assertThat(checks.hold()).isFalse();
    }

    @Test
    void check_onlyWhatWasAcceptedSinceCounts() {
        new Accounts(2, 20, counters).check(checks, new Accounts(0, 0, Map.of("accepted", 100L)), 10);

        assertThat(checks.hold()).as(checks.text()).isTrue();
    }

    @Test
    void check_aFrameThatWasOfferedAndForgotten_fails() {
        counters.putAll(Map.of("frames-offered", 10L, "frames-sent", 8L, "frames-failed-closed", 1L));

        new Accounts(2, 20, counters).check(checks, NOTHING, 110);

        assertThat(checks.hold()).isFalse();
    }

    @Test
    void check_framesThatEndedInAnyWay_hold() {
        counters.putAll(Map.of(
                "frames-offered", 10L,
                "frames-sent", 5L,
                "frames-skipped", 2L,
                "frames-failed-closed", 2L,
                "frames-failed-error", 1L));

        new Accounts(2, 20, counters).check(checks, NOTHING, 110);

        assertThat(checks.hold()).as(checks.text()).isTrue();
    }

    @Test
    void check_danmakuThatTheServerLost_fails() {
        counters.put("batched", 89L);
        counters.put("lost", 1L);

        new Accounts(2, 20, counters).check(checks, NOTHING, 110);

        assertThat(checks.hold()).isFalse();
    }

    @Test
    void check_aViewerThatNeverLeft_fails() {
        new Accounts(1, 20, counters).check(checks, NOTHING, 110);

        assertThat(checks.hold()).isFalse();
    }
}
