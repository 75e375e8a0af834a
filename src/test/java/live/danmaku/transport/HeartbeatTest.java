package live.danmaku.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.danmaku.FakeSocket;
import live.danmaku.telemetry.Metrics;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Heartbeat heartbeat = new Heartbeat();

    @Test
    void beat_wholeInterval_pingsEveryViewerOnce() {
        List<FakeSocket> sockets = Stream.generate(FakeSocket::open).limit(500).toList();
        sockets.forEach(socket -> heartbeat.add(viewer(socket)));

        int beats = (int) Duration.ofSeconds(30).dividedBy(Heartbeat.beatPeriod(Duration.ofSeconds(30)));
        IntStream.range(0, beats).forEach(beat -> heartbeat.beat());

        assertThat(sockets).allSatisfy(socket -> assertThat(socket.pings()).isEqualTo(1));
    }

    @Test
    void remove_viewer_isPingedNoMore() {
        FakeSocket socket = FakeSocket.open();
        Outbox viewer = viewer(socket);
        heartbeat.add(viewer);
        heartbeat.remove(viewer);

        IntStream.range(0, 100).forEach(beat -> heartbeat.beat());

        assertThat(socket.pings()).isZero();
    }

    private static Outbox viewer(FakeSocket socket) {
        Outbox outbox = new Outbox(socket, new Outbox.Rules(8, missed -> "", new Metrics()));
        outbox.open("hello", 0);
        return outbox;
    }
}
