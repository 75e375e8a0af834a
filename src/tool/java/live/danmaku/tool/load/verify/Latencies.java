package live.danmaku.tool.load.verify;

import live.danmaku.tool.load.script.Script;
import org.HdrHistogram.Histogram;

/**
 * How long posts took from the moment they were due to the moment they reached each viewer.
 *
 * <p>Counted from when a post was due, not from when it was sent, so that a stall of the poster hides nothing. Every
 * delivery counts; arrivals are kept to the millisecond, the posts' times exactly.
 *
 * <p>Threading: used by the one thread that reports.
 */
public final class Latencies {
    private static final long LONGEST_MICROS = 600_000_000;

    private final Script script;
    private final long startNanos;
    private final long measureFromNanos;
    private final Histogram total = new Histogram(LONGEST_MICROS, 3);
    private final Histogram recent = new Histogram(LONGEST_MICROS, 3);

    /**
     * @param startNanos {@link System#nanoTime} at which post 0 is due
     * @param warmupNanos posts due earlier than this after the start are left out of the total
     */
    public Latencies(Script script, long startNanos, long warmupNanos) {
        this.script = script;
        this.startNanos = startNanos;
        this.measureFromNanos = warmupNanos;
    }

    /**
     * Counts one arrival of a batch.
     *
     * @param numbers its posts; -1 for those of others
     * @param viewers how many got it then
     */
    void delivered(int[] numbers, long arrivalNanos, int viewers) {
        for (int number : numbers) {
            if (number < 0) {
                continue;
            }
            long due = script.dueNanos(number);
            long micros = Math.max(0, Math.min(LONGEST_MICROS, (arrivalNanos - startNanos - due) / 1000));
            recent.recordValueWithCount(micros, viewers);
            if (due >= measureFromNanos) {
                total.recordValueWithCount(micros, viewers);
            }
        }
    }

    /** All measured deliveries, in microseconds. */
    public Histogram total() {
        return total;
    }

    /** Milliseconds that 99 % of the deliveries since the last call stayed under; 0 if there was none. */
    public double recentP99() {
        double millis = recent.getTotalCount() == 0 ? 0 : recent.getValueAtPercentile(99) / 1000.0;
        recent.reset();
        return millis;
    }
}
