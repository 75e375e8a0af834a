package live.danmaku.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import live.danmaku.ManualTime;
import live.danmaku.TestFrames;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Closing;
import live.danmaku.model.FrameBalance;
import live.danmaku.telemetry.Metrics;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever threads do to an outbox at once: one message is in flight, frames keep their order, nothing waits in front of an
 * idle connection, and every frame is accounted for.
 */
public class OutboxLincheckTest {

    private static final Patience PATIENCE = new Patience(1, 1);

    private final Metrics metrics = new Metrics();
    private final Connection connection = new Connection();
    private final Outbox outbox = new Outbox(
            connection, new Outbox.Rules(2, 1_000, missed -> "missed", closing -> {}, new ManualTime(), metrics));
    private long seq;

    public OutboxLincheckTest() {
        outbox.open("hello", 0);
    }

    @Operation(nonParallelGroup = "room")
    public void offer() {
        outbox.offer(TestFrames.frame(++seq, "frame"));
    }

    @Operation
    public void answer() {
        outbox.answer("ack");
    }

    @Operation
    public void complete() {
        connection.end(true);
    }

    @Operation
    public void breakConnection() {
        connection.end(false);
    }

    @Operation
    public void pong() {
        outbox.pongReceived(1);
    }

    @Operation(nonParallelGroup = "timer")
    public void beat() {
        outbox.heartbeat(null);
        outbox.beat(PATIENCE);
    }

    @Operation
    public void close() {
        outbox.close(CloseCode.RESTART.closing());
    }

    @Operation
    public void closeAfterFlush() {
        outbox.closeAfterFlush(CloseCode.RESTART.closing());
    }

    /** What holds whenever nobody is at it; in plain words, for assertions of a library would be explored with it. */
    @Validate
    public void validate() {
        Backlog backlog = outbox.backlog();
        FrameBalance frames = metrics.frames(backlog.inFlight(), backlog.waiting());
        boolean forgotten = backlog.waiting() > 0 && connection.inFlight.get() == null && !outbox.isClosed();
        if (connection.broken != null || !frames.holds() || forgotten) {
            throw new IllegalStateException(connection.broken + ", " + frames);
        }
    }

    @Test
    void modelChecking() {
        new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(2)
                .check(getClass());
    }

    @Test
    void stress() {
        new StressOptions()
                .iterations(6)
                .invocationsPerIteration(1_000)
                .threads(3)
                .actorsPerThread(3)
                .check(getClass());
    }

    /** A connection that takes a message when the test says so. */
    private static final class Connection implements ViewerSocket {

        private final AtomicReference<@Nullable Completion> inFlight = new AtomicReference<>();
        private final AtomicInteger lastSeq = new AtomicInteger();
        private volatile @Nullable String broken;

        void end(boolean well) {
            Completion completion = inFlight.getAndSet(null);
            if (completion != null && well) {
                completion.sent();
            } else if (completion != null) {
                completion.failed(new IllegalStateException("broken pipe"));
            }
        }

        @Override
        public void send(String message, Completion completion) {
            if (!inFlight.compareAndSet(null, completion)) {
                broken = "two messages in flight";
            }
        }

        @Override
        public void send(Frame frame, Completion completion) {
            if (lastSeq.getAndSet((int) frame.seq()) >= frame.seq()) {
                broken = "frame " + frame.seq() + " out of order";
            }
            send(frame.text(), completion);
        }

        @Override
        public int prepare(Frame frame) {
            return frame.text().length();
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
            return "explored";
        }

        @Override
        public void ping(int number) {}

        @Override
        public void close(Closing closing) {}

        @Override
        public boolean isClosed() {
            return false;
        }

        @Override
        public void abort() {}
    }
}
