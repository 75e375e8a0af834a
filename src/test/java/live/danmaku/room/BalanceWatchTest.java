package live.danmaku.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import live.danmaku.TestNode;
import live.danmaku.model.Balance;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;
import live.danmaku.model.RoomId;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.junit.jupiter.api.Test;

class BalanceWatchTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final Balance BROKEN = new Balance(3, 2, 0, Map.of(), 0, 0);

    private final Metrics metrics = new Metrics();
    private final BalanceWatch watch = new BalanceWatch(metrics);

    @Test
    void found_sameLifeOfARoom_isCountedOnce() {
        watch.found(LOBBY, "e1", BROKEN);
        watch.found(LOBBY, "e1", BROKEN);
        watch.found(LOBBY, "e2", BROKEN);

        assertThat(metrics.value(Counter.IMBALANCES)).isEqualTo(2);
    }

    @Test
    void fates_batchThatForgetsADanmaku_disagree() {
        List<Danmaku> gathered =
                List.of(new Danmaku(1, 0, TestNode.draft("a")), new Danmaku(2, 0, TestNode.draft("b")));
        Batch whole = new Batch(LOBBY, "e1", 1, 1, gathered);
        Batch forgetful = new Batch(LOBBY, "e1", 1, 1, gathered.subList(0, 1), 2, Map.of(), 0, Map.of());

        assertThat(Fates.NONE.plus(whole).agree()).isTrue();
        assertThat(Fates.NONE.plusLost(gathered).agree()).isTrue();
        assertThat(Fates.NONE.plus(forgetful).agree()).isFalse();
        assertThat(Fates.NONE.plus(forgetful).balance(5)).isEqualTo(new Balance(5, 1, 0, Map.of(), 0, 3));
        assertThat(Fates.NONE.plus(forgetful).balance(5).difference()).isEqualTo(1);
    }
}
