package live.danmaku.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Closing;
import live.danmaku.model.TimeSource;
import live.danmaku.telemetry.Metrics;
import live.danmaku.wire.Frame;
import live.danmaku.wire.FrameFactory;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A room and a connection, which is closed in the end, collide at an outbox: every frame is accounted for, one is in flight. */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "every frame is accounted for, in order, one at a time")
@Outcome(expect = Expect.FORBIDDEN, desc = "a frame is unaccounted for, out of order, or not alone in flight")
@State
public class OutboxStress implements ViewerSocket {

    private static final FrameFactory FRAMES = new FrameFactory(6, 512);

    private final AtomicReference<@Nullable Completion> inFlight = new AtomicReference<>();
    private final AtomicInteger notAlone = new AtomicInteger();
    private final AtomicInteger outOfOrder = new AtomicInteger();
    private final Metrics metrics = new Metrics();
    private final Outbox outbox = new Outbox(
            this, new Outbox.Rules(4, 1_000, missed -> "missed", closing -> {}, TimeSource.system(), metrics));
    private long lastSeq;

    public OutboxStress() {
        outbox.open("hello", 0);
    }

    @Actor
    public void room() {
        for (int seq = 1; seq <= 3; seq++) {
            Frame frame = FRAMES.frame(seq, "frame");
            outbox.offer(frame);
            frame.release();
        }
    }

    @Actor
    public void connection() {
        for (int i = 0; i < 3; i++) {
            Completion completion = inFlight.getAndSet(null);
            if (completion != null) {
                completion.sent();
            }
        }
        outbox.close(CloseCode.TOO_SLOW.closing());
    }

    @Arbiter
    public void balance(III_Result result) {
        Backlog backlog = outbox.backlog();
        result.r1 = (int) metrics.frames(backlog.inFlight(), backlog.waiting()).unaccounted();
        result.r2 = notAlone.get();
        result.r3 = outOfOrder.get();
    }

    @Override
    public void send(String message, Completion completion) {
        if (!inFlight.compareAndSet(null, completion)) {
            notAlone.incrementAndGet();
        }
    }

    @Override
    public void send(Frame frame, Completion completion) {
        if (frame.seq() <= lastSeq) {
            outOfOrder.incrementAndGet();
        }
        lastSeq = frame.seq();
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
        return "stressed";
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
