package live.danmaku.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import live.danmaku.FakeSocket;
import live.danmaku.ManualTime;
import live.danmaku.TestFrames;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.junit.jupiter.api.Test;

class FrameAuditTest {

    private final Metrics metrics = new Metrics();
    private final FrameAudit audit = new FrameAudit(metrics);

    @Test
    void check_viewersOfWhateverSpeed_findsNothing() {
        Outbox quick = viewer(FakeSocket.open());
        Outbox slow = viewer(FakeSocket.stuck());
        for (int seq = 1; seq <= 5; seq++) {
            quick.offer(TestFrames.frame(seq, "frame"));
            slow.offer(TestFrames.frame(seq, "frame"));
        }

        audit.check(List.of(quick, slow)::forEach);

        assertThat(metrics.value(Counter.FRAMES_UNBALANCED)).isZero();
    }

    @Test
    void check_framesUnaccountedFor_countsEachTime() {
        metrics.count(Counter.FRAMES_OFFERED);

        audit.check(everyViewer -> {});
        audit.check(everyViewer -> {});

        assertThat(metrics.value(Counter.FRAMES_UNBALANCED)).isEqualTo(2);
    }

    @Test
    void check_whileFramesMove_saysNothing() {
        metrics.count(Counter.FRAMES_OFFERED);

        audit.check(everyViewer -> metrics.count(Counter.FRAMES_SENT));
        metrics.count(Counter.FRAMES_OFFERED);
        audit.check(everyViewer -> metrics.count(Counter.FRAMES_OFFERED));

        assertThat(metrics.value(Counter.FRAMES_UNBALANCED)).isZero();
    }

    private Outbox viewer(FakeSocket socket) {
        Outbox outbox =
                new Outbox(socket, new Outbox.Rules(8, 1_000, missed -> "", closing -> {}, new ManualTime(), metrics));
        outbox.open("hello", 0);
        return outbox;
    }
}
