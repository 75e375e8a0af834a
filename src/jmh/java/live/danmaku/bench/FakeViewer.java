package live.danmaku.bench;

import java.util.concurrent.Executor;
import live.danmaku.model.Closing;
import live.danmaku.model.TimeSource;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.Outbox;
import live.danmaku.transport.ViewerSocket;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** A socket that costs nothing, so that what is around it can be measured. */
public final class FakeViewer implements ViewerSocket {

    /** How a viewer's connection behaves. */
    public enum Peer {
        /** Every send is complete before it returns, and every ping is answered at once. */
        QUICK,
        /** No frame is ever complete; what tells the viewer where it joined is. */
        STUCK
    }

    private static final Outbox.Rules RULES =
            new Outbox.Rules(64, 1 << 20, batches -> "skipped", closing -> {}, TimeSource.system(), new Metrics());

    private final Peer peer;
    private final Outbox outbox = new Outbox(this, RULES);

    private FakeViewer(Peer peer) {
        this.peer = peer;
    }

    /** An opened outbox on such a socket, for a viewer that joined before the first batch. */
    public static Outbox outbox(Peer peer) {
        Outbox outbox = new FakeViewer(peer).outbox;
        outbox.open("hello", 0);
        return outbox;
    }

    @Override
    public void send(String message, Completion completion) {
        completion.sent();
    }

    @Override
    public void send(Frame frame, Completion completion) {
        if (peer == Peer.QUICK) {
            completion.sent();
        }
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
        return "fake";
    }

    @Override
    public void ping(int number) {
        outbox.pongReceived(number);
    }

    @Override
    public void close(Closing closing) {}

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public void abort() {}
}
