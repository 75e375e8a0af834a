package live.danmaku.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import java.util.stream.LongStream;
import live.danmaku.FakeSocket;
import live.danmaku.ManualTime;
import live.danmaku.TestFrames;
import live.danmaku.model.CloseCode;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import live.danmaku.wire.Encoded;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A viewer that is sent frames from before. */
class OutboxPastTest {

    private final long bytesInUse = TestFrames.FACTORY.pool().bytesInUse();
    private final Metrics metrics = new Metrics();
    private final Outbox.Rules rules =
            new Outbox.Rules(8, 1_000, missed -> "missed " + missed, closing -> {}, new ManualTime(), metrics);
    private final FakePast past = new FakePast();

    @AfterEach
    void memoryIsGivenBack() {
        assertThat(TestFrames.FACTORY.pool().bytesInUse()).isEqualTo(bytesInUse);
    }

    @Test
    void open_behindTheRoom_sendsWhatWasMissedAndThenLiveFrames() {
        past.keep(1, 5);
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = new Outbox(socket, rules);

        outbox.open("hello", 2, 5, past);
        offer(outbox, 6);

        assertThat(socket.sent()).containsExactly("hello", "frame 3", "frame 4", "frame 5", "frame 6");
        assertThat(metrics.value(Counter.FRAMES_RECOVERED)).isEqualTo(3);
    }

    @Test
    void open_liveFramesWhileCatchingUp_followInOrderWithoutGapOrDouble() {
        past.keep(1, 5);
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 0, 5, past);

        for (long seq = 6; seq <= 20; seq++) {
            past.keep(seq, seq);
            assertThat(offer(outbox, seq)).as("not left out").isFalse();
            socket.drainOne();
        }
        assertThat(socket.inFlight()).as("one in flight").isEqualTo(1);
        socket.resume();

        assertThat(socket.sent().subList(1, 21))
                .isEqualTo(LongStream.rangeClosed(1, 20)
                        .mapToObj(seq -> "frame " + seq)
                        .toList());
        assertThat(socket.sent()).hasSize(21);
        assertThat(metrics.value(Counter.FRAMES_SKIPPED)).isZero();
    }

    @Test
    void open_frameOfferedBeforeAndTwice_isSentOnce() {
        past.keep(1, 5);
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = new Outbox(socket, rules);
        offer(outbox, 4);

        outbox.open("hello", 1, 5, past);
        offer(outbox, 5);
        offer(outbox, 6);

        assertThat(socket.sent()).containsExactly("hello", "frame 2", "frame 3", "frame 4", "frame 5", "frame 6");
    }

    @Test
    void open_framesReplacedBeforeTheGreeting_comeFromThePast() {
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = new Outbox(socket, rules);
        past.keep(6, 8);
        LongStream.rangeClosed(6, 8).forEach(seq -> offer(outbox, seq));

        outbox.open("hello", 5, 5, past);

        assertThat(socket.sent()).containsExactly("hello", "frame 6", "frame 7", "frame 8");
    }

    @Test
    void catchUp_pastThatIsGoneMeanwhile_isToldAndGoesOn() {
        past.keep(1, 10);
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 0, 10, past);
        socket.drainOne();

        past.giveUpTo(7);
        offer(outbox, 11);
        socket.resume();

        assertThat(socket.sent())
                .containsExactly("hello", "frame 1", "missed 6", "frame 8", "frame 9", "frame 10", "frame 11");
    }

    @Test
    void catchUp_allOfThePastGone_isToldOnce() {
        past.keep(1, 10);
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 0, 10, past);

        past.giveUpTo(10);
        socket.resume();
        offer(outbox, 11);

        assertThat(socket.sent()).containsExactly("hello", "missed 10", "frame 11");
    }

    @Test
    void catchUp_muchUnconfirmed_waitsForThePong() {
        past.keep(1, 400);
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = new Outbox(socket, rules);

        outbox.open("hello", 0, 400, past);
        int before = socket.sent().size();
        assertThat(outbox.backlog().bytes()).isBetween(1_000L, 1_020L);
        assertThat(before).isLessThan(200);

        int pongs = 0;
        while (socket.sent().size() < 401 && pongs < 100) {
            outbox.pongReceived(socket.pings());
            pongs++;
        }
        assertThat(socket.last()).isEqualTo("frame 400");
        assertThat(pongs).isGreaterThan(3);
    }

    @Test
    void catchUp_answers_goBeforeThePast() {
        past.keep(1, 3);
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 0, 3, past);

        outbox.answer("ack");
        socket.resume();

        assertThat(socket.sent()).containsExactly("hello", "ack", "frame 1", "frame 2", "frame 3");
    }

    @Test
    void caughtUp_viewerThatBecomesSlow_skipsToTheNewestAgain() {
        past.keep(1, 50);
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 1, 2, past);
        socket.drainOne();
        socket.drainOne();

        LongStream.rangeClosed(3, 10).forEach(seq -> offer(outbox, seq));
        socket.resume();

        assertThat(socket.sent()).containsExactly("hello", "frame 2", "frame 3", "missed 6", "frame 10");
    }

    @Test
    void closeAfterFlush_whileCatchingUp_sendsWhatIsTakenAtOnceFirst() {
        past.keep(1, 5);
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 2, 5, past);

        outbox.closeAfterFlush(CloseCode.RESTART.closing());
        socket.resume();

        assertThat(socket.sent()).containsExactly("hello", "frame 3", "frame 4", "frame 5");
        assertThat(socket.closed()).isEqualTo(CloseCode.RESTART);
    }

    @Test
    void closeAfterFlush_whileMuchOfThePastIsUnconfirmed_doesNotWait() {
        past.keep(1, 400);
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 0, 400, past);

        outbox.closeAfterFlush(CloseCode.RESTART.closing());

        assertThat(socket.closed()).isEqualTo(CloseCode.RESTART);
        assertThat(socket.sent()).hasSizeLessThan(200);
    }

    @Test
    void discard_whileCatchingUp_letsEverythingGo() {
        past.keep(1, 5);
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 0, 5, past);
        socket.drainOne();
        offer(outbox, 6);

        outbox.close(CloseCode.TOO_SLOW.closing());
        socket.failOne();

        assertThat(socket.sent()).containsExactly("hello", "frame 1");
    }

    @Test
    void replay_range_isSentAndEnded() {
        past.keep(1, 9);
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 9);

        outbox.replay(range(4, 6));

        assertThat(socket.sent()).containsExactly("hello", "frame 4", "frame 5", "frame 6", "done, 0 gone");
        assertThat(outbox.isReplaying()).isFalse();
    }

    @Test
    void replay_liveFrames_goBefore() {
        past.keep(1, 9);
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 9);

        outbox.replay(range(4, 6));
        assertThat(outbox.isReplaying()).isTrue();
        socket.drainOne();
        offer(outbox, 10);
        socket.resume();

        assertThat(socket.sent()).containsExactly("hello", "frame 4", "frame 10", "frame 5", "frame 6", "done, 0 gone");
    }

    @Test
    void replay_pastThatIsGoneMeanwhile_isCounted() {
        past.keep(1, 9);
        past.giveUpTo(2);
        FakeSocket socket = FakeSocket.stuck();
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 9);
        outbox.replay(range(2, 9));
        socket.drainOne();

        past.giveUpTo(5);
        socket.drainOne();
        past.giveUpTo(9);
        socket.resume();

        assertThat(socket.sent()).containsExactly("hello", "frame 3", "frame 6", "done, 6 gone");
    }

    @Test
    void replay_ofAClosedViewer_isNothing() {
        past.keep(1, 9);
        FakeSocket socket = FakeSocket.open();
        Outbox outbox = new Outbox(socket, rules);
        outbox.open("hello", 9);
        outbox.close(CloseCode.TOO_SLOW.closing());

        outbox.replay(range(4, 6));

        assertThat(outbox.isReplaying()).isFalse();
        assertThat(socket.sent()).containsExactly("hello");
    }

    private Replay range(long from, long to) {
        return new Replay(past, from, to, gone -> "done, " + gone + " gone");
    }

    private static boolean offer(Outbox outbox, long seq) {
        Frame frame = TestFrames.frame(seq, "frame " + seq);
        frame.prepareShared(WireFormat.TEXT);
        boolean leftOut = outbox.offer(frame);
        frame.release();
        return leftOut;
    }

    /** Frames that a test keeps and gives up. */
    private static final class FakePast implements Past {

        private final TreeMap<Long, Encoded> kept = new TreeMap<>();

        void keep(long from, long to) {
            for (long seq = from; seq <= to; seq++) {
                Frame frame = TestFrames.frame(seq, "frame " + seq);
                kept.put(seq, frame.encoded());
                frame.release();
            }
        }

        void giveUpTo(long seq) {
            kept.headMap(seq, true).clear();
        }

        @Override
        public @Nullable Frame after(long seq, long last) {
            var found = kept.higherEntry(seq);
            if (found == null || found.getKey() > last) {
                return null;
            }
            Frame frame = found.getValue().frame();
            frame.prepareShared(WireFormat.TEXT);
            return frame;
        }
    }
}
