package live.danmaku.transport;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Pings every viewer once an interval without a timer per viewer: viewers are spread over slots, and each beat serves the
 * next slot. Pings keep connections through the read time-outs of servers and proxies, and find those that are dead.
 *
 * <p>Threading: viewers are added and removed from any thread; {@link #beat()} from one thread at a time.
 */
public final class Heartbeat {

    private static final int SLOTS = 16;

    private final List<Set<Outbox>> slots = Stream.<Set<Outbox>>generate(ConcurrentHashMap::newKeySet)
            .limit(SLOTS)
            .toList();
    private int served;

    /** How often to call {@link #beat()}, so that each viewer is pinged once an interval. */
    public static Duration beatPeriod(Duration interval) {
        return interval.dividedBy(SLOTS);
    }

    public void add(Outbox viewer) {
        slotOf(viewer).add(viewer);
    }

    /** Removes a viewer; harmless when it is not there. */
    public void remove(Outbox viewer) {
        slotOf(viewer).remove(viewer);
    }

    /** Pings the viewers of the next slot. */
    public void beat() {
        served = (served + 1) % SLOTS;
        slots.get(served).forEach(Outbox::heartbeat);
    }

    private Set<Outbox> slotOf(Outbox viewer) {
        return slots.get(System.identityHashCode(viewer) % SLOTS);
    }
}
