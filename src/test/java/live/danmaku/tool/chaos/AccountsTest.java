package live.danmaku.tool.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final Accounts NOTHING = accounts(0, Map.of(), Map.of(), Map.of());

    private final Checks checks = new Checks();
    private final Map<String, Long> danmaku = new HashMap<>(
            Map.of("accepted", 110L, "batched", 80L, "combined", 6L, "thinned", 4L, "lost", 0L, "pending", 20L));
    private final Map<String, Long> frames =
            new HashMap<>(Map.of("offered", 10L, "sent", 5L, "skipped", 2L, "failed", 3L));
    private final Map<String, Long> counters = new HashMap<>(Map.of("joined", 7L, "left", 5L));

    @Test
    void check_everythingCameToOneEnd_holds() {
        check(accounts(2, danmaku, frames, counters), NOTHING, 110);

        assertThat(checks.hold()).as(checks.text()).isTrue();
    }

    @Test
    void check_oneDanmakuMissing_fails() {
        danmaku.put("batched", 79L);
        check(accounts(2, danmaku, frames, counters), NOTHING, 110);

        assertThat(checks.hold()).isFalse();
    }

    @Test
    void check_danmakuThatTheServerLost_fails() {
        danmaku.putAll(Map.of("batched", 79L, "lost", 1L));
        check(accounts(2, danmaku, frames, counters), NOTHING, 110);

        assertThat(checks.hold()).isFalse();
    }

    @Test
    void check_acceptedBefore_isNotAskedFor() {
        Accounts before = accounts(0, Map.of("accepted", 100L), Map.of(), Map.of());
        check(accounts(2, danmaku, frames, counters), before, 10);

        assertThat(checks.hold()).as(checks.text()).isTrue();
    }

    @Test
    void check_aFrameThatWasOfferedAndForgotten_fails() {
        frames.put("sent", 4L);
        check(accounts(2, danmaku, frames, counters), NOTHING, 110);

        assertThat(checks.hold()).isFalse();
    }

    @Test
    void check_aViewerThatNeverLeft_fails() {
        check(accounts(1, danmaku, frames, counters), NOTHING, 110);

        assertThat(checks.hold()).isFalse();
    }

    @Test
    void check_aFaultThatTheServerCounted_fails() {
        counters.put("imbalances", 1L);
        check(accounts(2, danmaku, frames, counters), NOTHING, 110);

        assertThat(checks.hold()).isFalse();
    }

    private void check(Accounts now, Accounts before, long acknowledged) {
        now.check(checks, before, acknowledged);
    }

    private static Accounts accounts(
            long viewers, Map<String, Long> danmaku, Map<String, Long> frames, Map<String, Long> counters) {
        return new Accounts(viewers, danmaku, frames, counters, 0);
    }
}
