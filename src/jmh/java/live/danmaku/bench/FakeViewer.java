package live.danmaku.bench;

import live.danmaku.model.CloseCode;
import live.danmaku.model.Frame;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.Outbox;
import live.danmaku.transport.ViewerSocket;

/** A socket that costs nothing, so that what is around it can be measured. */
public final class FakeViewer implements ViewerSocket {

    /** How a viewer's connection behaves. */
    public enum Peer {
        /** Every send is complete before it returns. */
        QUICK,
        /** No frame is ever complete: what tells the viewer where it joined still is. */
        STUCK
    }

    private static final Outbox.Rules RULES = new Outbox.Rules(64, batches -> "skipped", closing -> {}, new Metrics());

    private final Peer peer;

    private FakeViewer(Peer peer) {
        this.peer = peer;
    }

    /** An opened outbox on such a socket, for a viewer that joined before the first batch. */
    public static Outbox outbox(Peer peer) {
        Outbox outbox = new Outbox(new FakeViewer(peer), RULES);
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
    public void ping(int number) {}

    @Override
    public void close(CloseCode code) {}

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public void abort() {}
}
