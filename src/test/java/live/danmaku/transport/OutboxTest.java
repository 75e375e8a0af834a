package live.danmaku.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import live.danmaku.FakeSocket;
import live.danmaku.ManualTime;
import live.danmaku.TestFrames;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Closing;
import live.danmaku.model.FrameBalance;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Metrics metrics = new Metrics();
    private final ManualTime time = new ManualTime();
    private final Outbox.Rules rules =
            new Outbox.Rules(8, 1_000, missed -> "missed " + missed, closing -> {}, time, metrics);

    /** Two beats to answer a ping in, three for a frame that waits. */
    private final Patience patience = new Patience(2, 3);

    @Test
    void open_frameOfferedBefore_comesAfterTheFirstMessage() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = new Outbox(socket, rules);

        outbox.offer(frame(5));
        assertThat(socket.sent()).isEmpty();
        outbox.open("hello", 4);

        assertThat(socket.sent()).containsExactly("hello", "frame 5");
    }

    @Test
    void open_frameThatTheFirstMessageCovers_isNotSent() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = new Outbox(socket, rules);

        outbox.offer(frame(5));
        outbox.open("hello", 5);
        outbox.offer(frame(6));

        assertThat(socket.sent()).containsExactly("hello", "frame 6");
    }

    @Test
    void offer_toAReadingViewer_sendsEveryFrame() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);

        for (int seq = 1; seq <= 5; seq++) {
            assertThat(outbox.offer(frame(seq))).isFalse();
        }

        assertThat(socket.sent()).containsExactly("hello", "frame 1", "frame 2", "frame 3", "frame 4", "frame 5");
        assertThat(metrics.value(Counter.FRAMES_SENT)).isEqualTo(5);
        assertThat(metrics.value(Counter.FRAMES_SKIPPED)).isZero();
    }

    @Test
    void offer_toAStuckViewer_keepsOneInFlightAndTheNewest() {
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = opened(socket);
        socket.drainOne();

        long leftOut = IntStream.rangeClosed(1, 1_000)
                .filter(seq -> outbox.offer(frame(seq)))
                .count();

        assertThat(socket.inFlight()).isEqualTo(1);
        assertThat(socket.last()).isEqualTo("frame 1");
        assertThat(leftOut).isEqualTo(998);
        assertThat(metrics.value(Counter.FRAMES_SKIPPED)).isEqualTo(998);

        socket.resume();

        assertThat(socket.sent()).containsExactly("hello", "frame 1", "missed 998", "frame 1000");
    }

    @Test
    void answer_toABusyViewer_goesBeforeTheFrame() {
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = opened(socket);

        outbox.offer(frame(1));
        outbox.answer("ack");
        socket.resume();

        assertThat(socket.sent()).containsExactly("hello", "ack", "frame 1");
    }

    @Test
    void answer_moreThanMayWait_closesTheViewer() {
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = opened(socket);

        for (int i = 0; i <= 8; i++) {
            outbox.answer("ack " + i);
        }

        assertThat(socket.closed()).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(outbox.isClosed()).isTrue();
        assertThat(metrics.value(Counter.CLOSED_SLOW)).isEqualTo(1);
    }

    @Test
    void answer_thousandsOnASocketThatCompletesAtOnce_needNoStack() {
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox =
                new Outbox(socket, new Outbox.Rules(100_000, 10_000_000, missed -> "", closing -> {}, time, metrics));
        outbox.open("hello", 0);
        for (int i = 0; i < 100_000; i++) {
            outbox.answer("ack");
        }

        socket.resume();

        assertThat(socket.sent()).hasSize(100_001);
    }

    @Test
    void failed_send_closesTheViewerAndNothingFollows() {
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = opened(socket);
        outbox.offer(frame(1));

        socket.failOne();
        outbox.offer(frame(2));

        assertThat(outbox.isClosed()).isTrue();
        assertThat(socket.sent()).containsExactly("hello");
        assertThat(metrics.value(Counter.SEND_FAILURES)).isEqualTo(1);
    }

    @Test
    void send_thatThrows_closesTheViewer() {
        Outbox outbox = new Outbox(new ThrowingSocket(new IllegalStateException("the session is closed")), rules);

        outbox.open("hello", 0);

        assertThat(outbox.isClosed()).isTrue();
        assertThat(metrics.value(Counter.SEND_FAILURES)).isEqualTo(1);
    }

    @Test
    void closeAfterFlush_waitingFrame_leavesFirst() {
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = opened(socket);
        outbox.offer(frame(1));

        outbox.closeAfterFlush(CloseCode.RESTART.closing());
        outbox.offer(frame(2));
        assertThat(socket.closed()).isNull();
        socket.resume();

        assertThat(socket.sent()).containsExactly("hello", "frame 1");
        assertThat(socket.closed()).isEqualTo(CloseCode.RESTART);
    }

    @Test
    void closeAfterFlush_beforeItIsOpen_closesAtOnce() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = new Outbox(socket, rules);

        outbox.closeAfterFlush(CloseCode.RESTART.closing());
        outbox.open("hello", 0);

        assertThat(socket.closed()).isEqualTo(CloseCode.RESTART);
        assertThat(socket.sent()).isEmpty();
    }

    @Test
    void whenClosed_anyEnd_runsOnce() {
        AtomicInteger runs = new AtomicInteger();
        Outbox outbox = opened(FakeSocket.open());
        outbox.whenClosed(runs::incrementAndGet);

        outbox.close(CloseCode.TOO_SLOW.closing());
        outbox.close(CloseCode.RESTART.closing());
        outbox.discard();
        assertThat(runs).hasValue(1);

        outbox.whenClosed(runs::incrementAndGet);
        assertThat(runs).hasValue(2);
    }

    @Test
    void heartbeat_answered_goesOn() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);

        for (int i = 0; i < 10; i++) {
            outbox.heartbeat(null);
            outbox.beat(patience);
            outbox.pongReceived(socket.pings());
        }

        assertThat(socket.pings()).isEqualTo(10);
        assertThat(outbox.isClosed()).isFalse();
    }

    @Test
    void heartbeat_anotherPingAnsweredMeanwhile_pingsNotAgain() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);
        outbox.offer(TestFrames.frame(1, "x".repeat(600)));
        outbox.pongReceived(1);

        outbox.heartbeat(null);
        assertThat(socket.pings()).isEqualTo(1);

        outbox.heartbeat(null);
        assertThat(socket.pings()).as("nothing was heard since the last beat").isEqualTo(2);
    }

    @Test
    void offer_moreThanMayBeUnconfirmed_waitsForThePong() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);
        String half = "x".repeat(500);

        outbox.offer(TestFrames.frame(1, half));
        assertThat(socket.pings()).as("half is out: a ping goes behind it").isEqualTo(1);
        outbox.offer(TestFrames.frame(2, half));
        outbox.offer(TestFrames.frame(3, half));
        outbox.offer(TestFrames.frame(4, half));

        assertThat(socket.sent()).containsExactly("hello", half, half);
        assertThat(outbox.backlog().bytes()).isEqualTo(1_005);

        outbox.pongReceived(1);

        assertThat(socket.sent()).containsExactly("hello", half, half, "missed 1", half);
        assertThat(socket.pings()).as("the rest is still half").isEqualTo(2);
        assertThat(metrics.value(Counter.FRAMES_SKIPPED)).isEqualTo(1);
    }

    @Test
    void answer_whileMuchIsUnconfirmed_waitsToo() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);
        outbox.offer(TestFrames.frame(1, "x".repeat(1_000)));

        for (int i = 0; i <= 8; i++) {
            outbox.answer("ack");
        }

        assertThat(socket.sent()).hasSize(2);
        assertThat(socket.closed()).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void closeAfterFlush_whileMuchIsUnconfirmed_doesNotWaitForThePong() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);
        outbox.offer(TestFrames.frame(1, "x".repeat(1_000)));
        outbox.offer(frame(2));

        outbox.closeAfterFlush(CloseCode.RESTART.closing());

        assertThat(socket.last()).isEqualTo("frame 2");
        assertThat(socket.closed()).isEqualTo(CloseCode.RESTART);
    }

    @Test
    void backlog_pingUnanswered_growsOld() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);
        outbox.heartbeat(null);
        time.advanceMillis(5_000);

        assertThat(outbox.backlog()).isEqualTo(new Backlog(5, 5_000_000_000L, 0, 0));
        outbox.pongReceived(1);
        assertThat(outbox.backlog()).isEqualTo(new Backlog(0, 0, 0, 0));
    }

    @Test
    void frame_sentReplacedAndDropped_isLetGoByAll() {
        long before = TestFrames.FACTORY.pool().bytesInUse();
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = opened(socket);
        for (int seq = 1; seq <= 4; seq++) {
            Frame frame = frame(seq);
            frame.prepareShared(WireFormat.TEXT);
            outbox.offer(frame);
            frame.release();
        }
        socket.drainOne();
        assertThat(TestFrames.FACTORY.pool().bytesInUse()).isGreaterThan(before);

        outbox.close(CloseCode.TOO_SLOW.closing());
        socket.failOne();

        assertThat(TestFrames.FACTORY.pool().bytesInUse()).isEqualTo(before);
    }

    @Test
    void heartbeat_answersToOtherPings_doNotCount() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);

        for (int i = 0; i < 3; i++) {
            outbox.heartbeat(null);
            outbox.pongReceived(0);
            outbox.pongReceived(99);
            outbox.beat(patience);
        }

        assertThat(socket.closed()).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void beat_probeUnanswered_isNotHeldAgainstTheViewer() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);
        outbox.offer(TestFrames.frame(1, "x".repeat(600)));
        assertThat(socket.pings()).as("a probe").isEqualTo(1);

        beats(outbox, 10);

        assertThat(outbox.isClosed()).isFalse();
    }

    @Test
    void heartbeat_olderPingAnswered_isASignOfLifeButConfirmsNothing() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);
        outbox.offer(TestFrames.frame(1, "x".repeat(600)));
        for (int beat = 0; beat < 5; beat++) {
            outbox.heartbeat(null);
            outbox.beat(patience);
            outbox.pongReceived(socket.pings() - 1);
        }

        assertThat(outbox.isClosed()).isFalse();
        assertThat(outbox.backlog().bytes()).isEqualTo(605);
    }

    @Test
    void send_withoutMemory_isTheEndOfThisViewerOnly() {
        Outbox outbox = new Outbox(new ThrowingSocket(new OutOfMemoryError("direct buffer memory")), rules);

        outbox.open("hello", 0);

        assertThat(outbox.isClosed()).isTrue();
    }

    @Test
    void beat_pingUnansweredForTooLong_closesTheViewer() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);
        outbox.heartbeat(null);

        beats(outbox, 1);
        assertThat(outbox.isClosed()).isFalse();
        outbox.heartbeat(null);
        beats(outbox, 1);

        assertThat(socket.pings()).isEqualTo(2);
        assertThat(socket.closed()).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(metrics.value(Counter.CLOSED_DEAD)).isEqualTo(1);
        assertThat(metrics.value(Counter.CLOSED_STUCK)).isZero();
    }

    @Test
    void beat_frameWaitsForTooLong_closesTheViewer() {
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = opened(socket);
        outbox.offer(frame(1));

        beats(outbox, 3);
        assertThat(outbox.isClosed()).isFalse();
        beats(outbox, 1);

        assertThat(socket.closed()).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(metrics.value(Counter.CLOSED_STUCK)).isEqualTo(1);
        assertThat(metrics.value(Counter.CLOSED_DEAD)).isZero();
    }

    @Test
    void beat_viewerThatTakesSomethingNowAndThen_isNotStuck() {
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = opened(socket);

        for (int seq = 1; seq <= 10; seq++) {
            outbox.offer(frame(seq));
            beats(outbox, 3);
            socket.drainOne();
        }

        assertThat(outbox.isClosed()).isFalse();
    }

    @Test
    void beat_viewerThatConfirmsSomethingNowAndThen_isNotStuck() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);
        outbox.offer(TestFrames.frame(1, "x".repeat(2_000)));
        outbox.offer(frame(2));

        for (int i = 0; i < 10; i++) {
            beats(outbox, 3);
            outbox.heartbeat(null);
            outbox.pongReceived(socket.pings() - 1);
        }

        assertThat(socket.sent()).as("frame 2 waits for the last pong").hasSize(2);
        assertThat(outbox.isClosed()).isFalse();
    }

    @Test
    void beat_nothingWaits_isNotStuck() {
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = opened(socket);

        beats(outbox, 10);

        assertThat(socket.inFlight()).isEqualTo(1);
        assertThat(outbox.isClosed()).isFalse();
    }

    @Test
    void heartbeat_quietViewerThatHasHadAll_isToldThePulse_andPingedBehindIt() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);
        outbox.offer(frame(1));

        outbox.heartbeat(new Pulse(1, "pulse 1"));
        outbox.pongReceived(1);

        assertThat(socket.sent()).containsExactly("hello", "frame 1", "pulse 1");
        assertThat(outbox.backlog().bytes()).isZero();
        assertThat(metrics.value(Counter.DELIVERIES_LOST)).isZero();
    }

    @Test
    void heartbeat_viewerForWhomSomethingWaits_isPingedOnly() {
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = opened(socket);
        outbox.heartbeat(new Pulse(0, "pulse 0"));
        outbox.offer(frame(1));
        outbox.heartbeat(new Pulse(1, "pulse 1"));
        socket.resume();

        assertThat(socket.sent()).containsExactly("hello", "frame 1");
        assertThat(socket.pings()).isEqualTo(2);
    }

    @Test
    void heartbeat_viewerAboveThePulse_isPingedOnly() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);
        outbox.offer(frame(1));

        outbox.heartbeat(new Pulse(0, "pulse 0"));

        assertThat(socket.sent()).containsExactly("hello", "frame 1");
        assertThat(socket.pings()).isEqualTo(1);
    }

    @Test
    void heartbeat_idleViewerBelowThePulse_isToldWhatItLost_once() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = opened(socket);
        outbox.offer(frame(1));

        outbox.heartbeat(new Pulse(3, "pulse 3"));
        outbox.offer(frame(4));
        outbox.heartbeat(new Pulse(4, "pulse 4"));

        assertThat(socket.sent()).containsExactly("hello", "frame 1", "missed 2", "pulse 3", "frame 4", "pulse 4");
        assertThat(metrics.value(Counter.DELIVERIES_LOST)).isEqualTo(1);
    }

    @Test
    void frames_keptForTheGreeting_countFromItOn() {
        FakeSocket socket = FakeSocket.open();
        Outbox covered = new Outbox(socket, rules);
        covered.offer(frame(5));
        covered.open("hello", 5);
        assertThat(frames(covered)).isEqualTo(new FrameBalance(0, 0, 0, 0, 0, 0, 0));

        Outbox above = new Outbox(socket, rules);
        above.offer(frame(6));
        above.offer(frame(7));
        above.open("hello", 5);
        assertThat(frames(above)).isEqualTo(new FrameBalance(2, 1, 1, 0, 0, 0, 0));
        assertThat(socket.sent()).containsExactly("hello", "hello", "missed 1", "frame 7");
    }

    @Test
    void frames_ofAViewerThatEnds_failAsClosed_whateverBecomesOfTheSend() {
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = opened(socket);
        socket.drainOne();
        outbox.offer(frame(1));
        outbox.offer(frame(2));
        outbox.offer(frame(3));
        assertThat(frames(outbox)).isEqualTo(new FrameBalance(3, 0, 1, 0, 0, 1, 1));

        outbox.close(CloseCode.RESTART.closing());
        assertThat(frames(outbox)).isEqualTo(new FrameBalance(3, 0, 1, 2, 0, 0, 0));
        outbox.offer(frame(4));
        socket.resume();

        assertThat(frames(outbox)).isEqualTo(new FrameBalance(3, 0, 1, 2, 0, 0, 0));
    }

    @Test
    void frames_thatTheConnectionBreaksAt_failAsError() {
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = opened(socket);
        socket.drainOne();
        outbox.offer(frame(1));
        outbox.offer(frame(2));

        socket.failOne();

        assertThat(frames(outbox)).isEqualTo(new FrameBalance(2, 0, 0, 1, 1, 0, 0));
    }

    private FrameBalance frames(Outbox only) {
        Backlog backlog = only.backlog();
        return metrics.frames(backlog.inFlight(), backlog.waiting());
    }

    private void beats(Outbox outbox, int times) {
        IntStream.range(0, times).forEach(beat -> outbox.beat(patience));
    }

    private Outbox opened(FakeSocket socket) {
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 0);
        return outbox;
    }

    private static Frame frame(long seq) {
        return TestFrames.frame(seq, "frame " + seq);
    }

    /** A socket whose sends throw, as a container's may. */
    private record ThrowingSocket(Throwable cause) implements ViewerSocket {

        @Override
        public void send(String message, Completion completion) {
            rethrow();
        }

        @Override
        public void send(Frame frame, Completion completion) {
            rethrow();
        }

        private void rethrow() {
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        }

        @Override
        public int prepare(Frame frame) {
            return 0;
        }

        @Override
        public WireFormat format() {
            return WireFormat.TEXT;
        }

        @Override
        public @Nullable Executor home() {
            return null;
        }

        @Override
        public String way() {
            return "throwing";
        }

        @Override
        public void ping(int number) {}

        @Override
        public void close(Closing closing) {}

        @Override
        public boolean isClosed() {
            return true;
        }

        @Override
        public void abort() {}
    }
}
