package live.danmaku.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.danmaku.FakeSocket;
import live.danmaku.ManualTime;
import live.danmaku.model.CloseCode;
import live.danmaku.telemetry.Metrics;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Heartbeat heartbeat = new Heartbeat();
    private final List<Outbox> viewers = new ArrayList<>();

    @Test
    void beat_wholeInterval_pingsEveryViewerOnce() {
        List<FakeSocket> sockets = Stream.generate(FakeSocket::open).limit(500).toList();
        sockets.forEach(socket -> viewers.add(viewer(socket)));

        int beats = (int) Duration.ofSeconds(30).dividedBy(Heartbeat.beatPeriod(Duration.ofSeconds(30)));
        IntStream.range(0, beats).forEach(beat -> heartbeat.beat(viewers::forEach));

        assertThat(sockets).allSatisfy(socket -> assertThat(socket.pings()).isEqualTo(1));
    }

    @Test
    void beat_viewerThatAnswersNoPing_isClosedAndAnIntervalLaterDropped() {
        FakeSocket socket = FakeSocket.stuck();
        viewers.add(viewer(socket));

        interval(2);
        assertThat(socket.closed()).isNull();
        interval(1);
        assertThat(socket.closed()).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(socket.aborted()).isFalse();
        interval(2);
        assertThat(socket.aborted()).isTrue();
    }

    @Test
    void abortLingering_connectionBeingClosed_isDroppedAtOnce() {
        FakeSocket socket = FakeSocket.stuck();
        viewer(socket).close(CloseCode.RESTART);

        heartbeat.abortLingering();

        assertThat(socket.aborted()).isTrue();
    }

    private void interval(int times) {
        IntStream.range(0, 16 * times).forEach(beat -> heartbeat.beat(viewers::forEach));
    }

    private Outbox viewer(FakeSocket socket) {
        Outbox outbox = new Outbox(
                socket, new Outbox.Rules(8, 1_000, missed -> "", heartbeat::awaitEnd, new ManualTime(), new Metrics()));
        outbox.open("hello", 0);
        return outbox;
    }
}
