package live.danmaku.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.danmaku.FakeSocket;
import live.danmaku.ManualTime;
import live.danmaku.TestFrames;
import live.danmaku.model.CloseCode;
import live.danmaku.telemetry.Metrics;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Heartbeat heartbeat =
            new Heartbeat(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(20));
    private final TestGroup group = new TestGroup();

    @Test
    void period_isAnEighthOfTheShortestTime() {
        assertThat(heartbeat.period()).isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void beat_wholeInterval_pingsEveryViewerOnce() {
        List<FakeSocket> sockets = Stream.generate(FakeSocket::open).limit(500).toList();
        sockets.forEach(this::viewer);

        seconds(30);

        assertThat(sockets).allSatisfy(socket -> assertThat(socket.pings()).isEqualTo(1));
    }

    @Test
    void beat_quietViewers_areToldThePulse_madeOnceForAllWhoseTurnItIs() {
        List<FakeSocket> sockets = Stream.generate(FakeSocket::open).limit(500).toList();
        sockets.forEach(this::viewer);

        seconds(30);

        assertThat(sockets).allSatisfy(socket -> assertThat(socket.sent()).containsExactly("hello", "pulse"));
        assertThat(group.pulses).isEqualTo(12);
    }

    @Test
    void beat_groupThatIsBeingOfferedSomething_isPingedOnly() {
        FakeSocket socket = FakeSocket.open();
        viewer(socket);
        group.busy = true;

        seconds(30);

        assertThat(socket.sent()).containsExactly("hello");
        assertThat(socket.pings()).isEqualTo(1);
    }

    @Test
    void beat_viewerThatAnswersNoPing_isClosedInTime_andAnIntervalLaterDropped() {
        FakeSocket socket = FakeSocket.open();
        viewer(socket);

        seconds(60);
        assertThat(socket.closed()).isNull();
        seconds(30);
        assertThat(socket.closed()).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(socket.aborted()).isFalse();
        seconds(35);
        assertThat(socket.aborted()).isTrue();
    }

    @Test
    void beat_viewerWhoseFrameWaits_isClosedInTime() {
        FakeSocket socket = FakeSocket.stuck();
        viewer(socket).offer(TestFrames.frame(1, "frame 1"));

        seconds(20);
        assertThat(socket.closed()).isNull();
        seconds(3);
        assertThat(socket.closed()).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void beat_connectionThatIsGone_isNotKeptForItsClosing() {
        FakeSocket socket = FakeSocket.stuck();
        viewer(socket).close(CloseCode.RESTART.closing());
        assertThat(heartbeat.lingering()).isEqualTo(1);

        socket.vanish();
        heartbeat.beat(List.of(group));

        assertThat(heartbeat.lingering()).isZero();
        assertThat(socket.aborted()).isFalse();
    }

    @Test
    void abortLingering_connectionBeingClosed_isDroppedAtOnce() {
        FakeSocket socket = FakeSocket.stuck();
        viewer(socket).close(CloseCode.RESTART.closing());

        heartbeat.abortLingering();

        assertThat(socket.aborted()).isTrue();
    }

    private void seconds(int time) {
        int beats = (int) Duration.ofSeconds(time).dividedBy(heartbeat.period());
        IntStream.range(0, beats).forEach(beat -> heartbeat.beat(List.of(group)));
    }

    private Outbox viewer(FakeSocket socket) {
        Outbox outbox = new Outbox(
                socket, new Outbox.Rules(8, 1_000, missed -> "", heartbeat::awaitEnd, new ManualTime(), new Metrics()));
        outbox.open("hello", 0);
        group.viewers.add(outbox);
        return outbox;
    }

    /** Viewers before the first batch. */
    private static final class TestGroup implements Heartbeat.Group {

        private final List<Outbox> viewers = new ArrayList<>();
        private int pulses;
        private boolean busy;

        @Override
        public void forEachViewer(Consumer<Outbox> action) {
            viewers.forEach(action);
        }

        @Override
        public Optional<Pulse> pulse() {
            pulses++;
            return busy ? Optional.empty() : Optional.of(new Pulse(0, "pulse"));
        }
    }
}
