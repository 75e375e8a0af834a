package live.danmaku.transport;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Pings every viewer once an interval without a timer per viewer: viewers are spread over slots, and each beat serves the
 * next slot. Pings keep connections through the read time-outs of servers and proxies, and find those that are dead. A
 * connection that is being closed has an interval to do so, then it is dropped: a peer that does not read would otherwise
 * keep what waits for it in the container's memory for ever.
 *
 * <p>Threading: any thread, but {@link #beat()} from one at a time.
 */
public final class Heartbeat {

    private static final int SLOTS = 16;

    /** A connection whose closing handshake was started, and the beat at which it is dropped. */
    private record Lingering(ViewerSocket socket, long lastBeat) {}

    private final List<Set<Outbox>> slots = Stream.<Set<Outbox>>generate(ConcurrentHashMap::newKeySet)
            .limit(SLOTS)
            .toList();
    private final Queue<Lingering> lingering = new ConcurrentLinkedQueue<>();
    private volatile long beats;

    /** How often to call {@link #beat()}, so that each viewer is pinged once an interval. */
    public static Duration beatPeriod(Duration interval) {
        return interval.dividedBy(SLOTS);
    }

    /** Has a viewer pinged from now on. */
    public void add(Outbox viewer) {
        slotOf(viewer).add(viewer);
    }

    /** Removes a viewer; harmless when it is not there. */
    public void remove(Outbox viewer) {
        slotOf(viewer).remove(viewer);
    }

    /** Has a connection dropped that is still there an interval from now. */
    public void awaitEnd(ViewerSocket socket) {
        lingering.add(new Lingering(socket, beats + SLOTS));
    }

    /** Pings the viewers of the next slot, and drops the connections whose time to close is over. */
    public void beat() {
        long beat = beats + 1;
        beats = beat;
        slots.get((int) (beat % SLOTS)).forEach(Outbox::heartbeat);
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

    private Set<Outbox> slotOf(Outbox viewer) {
        return slots.get(System.identityHashCode(viewer) % SLOTS);
    }
}
