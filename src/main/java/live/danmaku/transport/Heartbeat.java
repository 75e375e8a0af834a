package live.danmaku.transport;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Pings every viewer once an interval without a timer or a place in a table per viewer: each beat looks at all viewers and
 * serves those whose turn it is. Pings keep connections through the read time-outs of servers and proxies, and find those
 * that are dead. A connection that is being closed has an interval to do so, then it is dropped: a peer that does not read
 * would otherwise keep what waits for it in the container's memory for ever.
 *
 * <p>Threading: any thread, but {@link #beat} from one at a time.
 */
public final class Heartbeat {

    private static final int TURNS = 16;

    /** A connection whose closing handshake was started, and the beat at which it is dropped. */
    private record Lingering(ViewerSocket socket, long lastBeat) {}

    private final Queue<Lingering> lingering = new ConcurrentLinkedQueue<>();
    private volatile long beats;

    /** How often to call {@link #beat}, so that each viewer is pinged once an interval. */
    public static Duration beatPeriod(Duration interval) {
        return interval.dividedBy(TURNS);
    }

    /** Has a connection dropped that is still there an interval from now. */
    public void awaitEnd(ViewerSocket socket) {
        lingering.add(new Lingering(socket, beats + TURNS));
    }

    /**
     * Pings the viewers whose turn it is, and drops the connections whose time to close is over.
     *
     * @param everyViewer does something with all viewers
     */
    public void beat(Consumer<Consumer<Outbox>> everyViewer) {
        long beat = beats + 1;
        beats = beat;
        int turn = (int) (beat % TURNS);
        everyViewer.accept(viewer -> {
            if (System.identityHashCode(viewer) % TURNS == turn) {
                viewer.heartbeat();
            }
        });
        for (Lingering next = lingering.peek(); next != null && next.lastBeat() < beat; next = lingering.peek()) {
            lingering.poll();
            next.socket().abort();
        }
    }

    /** Whether every connection that was being closed is over. */
    public boolean allEnded() {
        lingering.removeIf(connection -> connection.socket().isClosed());
        return lingering.isEmpty();
    }

    /** Drops every connection that is being closed, without waiting longer. */
    public void abortLingering() {
        for (Lingering next = lingering.poll(); next != null; next = lingering.poll()) {
            next.socket().abort();
        }
    }
}
