package live.danmaku.tool.load.client;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters over all connections, as they stand.
 *
 * <p>Threading: may be used by any thread.
 */
public final class Traffic {
    private final LongAdder connected = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Map<Integer, Integer> closes = new TreeMap<>();

    /**
     * A reading of the counters that only grow.
     *
     * @param frames batches received
     * @param bytes payload of those frames
     * @param deliveries danmaku in them
     */
    public record Reading(long frames, long bytes, long deliveries) {
        public double bytesPerFrame() {
            return frames == 0 ? 0 : (double) bytes / frames;
        }

        public double bytesPerDanmaku() {
            return deliveries == 0 ? 0 : (double) bytes / deliveries;
        }

        /** What was added since an earlier reading. */
        public Reading since(Reading earlier) {
            return new Reading(frames - earlier.frames, bytes - earlier.bytes, deliveries - earlier.deliveries);
        }
    }

    public Reading read() {
        return new Reading(frames.sum(), bytes.sum(), deliveries.sum());
    }

    /** Connections that are open now. */
    public long connected() {
        return connected.sum();
    }

    /** Messages of the server that are not what the protocol says. */
    public long unreadable() {
        return unreadable.sum();
    }

    /** Connections that could not be opened, by reason. */
    public synchronized Map<String, Integer> failures() {
        return new TreeMap<>(failures);
    }

    /** Connections that ended before the run did, by close code; 1006 where there was none. */
    public synchronized Map<Integer, Integer> closes() {
        return new TreeMap<>(closes);
    }

    void opened() {
        connected.increment();
    }

    synchronized void failed(String reason) {
        failures.merge(reason, 1, Integer::sum);
    }

    synchronized void closed(int code) {
        connected.decrement();
        closes.merge(code, 1, Integer::sum);
    }

    void batch(int size, int payload) {
        frames.increment();
        bytes.add(payload);
        deliveries.add(size);
    }

    void unreadableMessage() {
        unreadable.increment();
    }
}
