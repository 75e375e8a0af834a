package live.danmaku.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import live.danmaku.ManualTime;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import org.junit.jupiter.api.Test;

class RoomLimitTest {

    private static final Network HERE = new Network(false, 1);
    private static final Network THERE = new Network(false, 2);

    private final ManualTime time = new ManualTime();
    private final RoomLimit limit = new RoomLimit(time);

    @Test
    void visit_moreRoomsThanAllowed_isRefused_andThoseKnownAreNot() {
        visit(HERE, 0);
        visit(HERE, 1);
        visit(HERE, 2);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> visit(HERE, 3))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_ROOMS_FROM_ADDRESS);
                    assertThat(refusal.retryAfter()).contains(Duration.ofMillis(20_001));
                });
        visit(HERE, 0);
        visit(HERE, 2);
        visit(THERE, 3);
    }

    @Test
    void visit_aWhileLater_isAllowed() {
        visit(HERE, 0);
        visit(HERE, 1);
        visit(HERE, 2);

        time.advanceMillis(20_001);

        visit(HERE, 3);
    }

    private void visit(Network from, int room) {
        limit.visit(from, new RoomId("r" + room), 3);
    }
}
