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
    private final LongAdder plainBytes = new LongAdder();
    private final LongAdder readBytes = new LongAdder();
    private final LongAdder compressing = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final Returns returns = new Returns();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Map<Integer, Integer> closes = new TreeMap<>();

    /**
     * A reading of the counters that only grow.
     *
     * @param frames batches received
     * @param bytes of those frames on the wire, with their headers
     * @param plainBytes payload of those frames, inflated where it was compressed
     * @param readBytes all that was read from the sockets: the frames, handshakes, answers and so on
     * @param deliveries danmaku in the frames
     */
    public record Reading(long frames, long bytes, long plainBytes, long readBytes, long deliveries) {
        public double bytesPerFrame() {
            return frames == 0 ? 0 : (double) bytes / frames;
        }

        public double bytesPerDanmaku() {
            return deliveries == 0 ? 0 : (double) bytes / deliveries;
        }

        public double plainBytesPerFrame() {
            return frames == 0 ? 0 : (double) plainBytes / frames;
        }

        public double plainBytesPerDanmaku() {
            return deliveries == 0 ? 0 : (double) plainBytes / deliveries;
        }

        /** What was added since an earlier reading. */
        public Reading since(Reading earlier) {
            return new Reading(
                    frames - earlier.frames,
                    bytes - earlier.bytes,
                    plainBytes - earlier.plainBytes,
                    readBytes - earlier.readBytes,
                    deliveries - earlier.deliveries);
        }
    }

    public Reading read() {
        return new Reading(frames.sum(), bytes.sum(), plainBytes.sum(), readBytes.sum(), deliveries.sum());
    }

    /** Connections that are open now. */
    public long connected() {
        return connected.sum();
    }

    /** Connections opened so far that agreed on permessage-deflate. */
    public long compressing() {
        return compressing.sum();
    }

    /** Messages of the server that are not what the protocol says. */
    public long unreadable() {
        return unreadable.sum();
    }

    /** Viewers that were cut off for them to come back. */
    public Returns returns() {
        return returns;
    }

    /** Connections that could not be opened, by reason. */
    public synchronized Map<String, Integer> failures() {
        return new TreeMap<>(failures);
    }

    /** Connections that ended before the run did, by close code; 1006 where there was none. */
    public synchronized Map<Integer, Integer> closes() {
        return new TreeMap<>(closes);
    }

    void opened(boolean deflate) {
        connected.increment();
        compressing.add(deflate ? 1 : 0);
    }

    synchronized void failed(String reason) {
        failures.merge(reason, 1, Integer::sum);
    }

    void ended() {
        connected.decrement();
    }

    synchronized void closed(int code) {
        closes.merge(code, 1, Integer::sum);
    }

    void read(int count) {
        readBytes.add(count);
    }

    void batch(int size, int wire, int plain) {
        frames.increment();
        bytes.add(wire);
        plainBytes.add(plain);
        deliveries.add(size);
    }

    void unreadableMessage() {
        unreadable.increment();
    }
}
