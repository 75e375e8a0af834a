package live.danmaku.telemetry;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How often times of each length occurred: a counter for each bound, so that a reader can tell the share of those above it.
 *
 * <p>Threading: any thread; a reading is not a snapshot of all counters at one moment.
 */
public final class Histogram {

    /** From a millisecond, below which no window is, to ten seconds, which is the longest window. */
    private static final long[] BOUNDS_MILLIS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000};

    private final LongAdder[] counts =
            Stream.generate(LongAdder::new).limit(BOUNDS_MILLIS.length + 1L).toArray(LongAdder[]::new);
    private final LongAdder nanos = new LongAdder();

    /**
     * The histogram at one moment.
     *
     * @param boundsMillis up to which each of the counts but the last goes, inclusive
     * @param counts how many were longer than the bound before, and not longer than this one; the last is of all that were
     *     longer than the last bound
     * @param nanos of all together
     */
    public record Reading(List<Long> boundsMillis, List<Long> counts, long nanos) {

        /** How many there were. */
        public long count() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Counts one; less than nothing counts as nothing. */
    void record(long elapsedNanos) {
        long counted = Math.max(0, elapsedNanos);
        int bucket = 0;
        while (bucket < BOUNDS_MILLIS.length && counted > TimeUnit.MILLISECONDS.toNanos(BOUNDS_MILLIS[bucket])) {
            bucket++;
        }
        counts[bucket].increment();
        nanos.add(counted);
    }

    /** What was counted so far. */
    public Reading read() {
        return new Reading(
                LongStream.of(BOUNDS_MILLIS).boxed().toList(),
                Stream.of(counts).map(LongAdder::sum).toList(),
                nanos.sum());
    }
}
