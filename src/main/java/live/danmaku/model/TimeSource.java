package live.danmaku.model;

/**
 * The two clocks that the server reads: one that tells the time of day and may jump, one that only measures. Injected, so
 * that tests own the time.
 */
public interface TimeSource {

    /** Milliseconds since 1970-01-01T00:00:00Z. */
    long epochMillis();

    /** Nanoseconds since an arbitrary moment; only differences mean something. */
    long nanos();

    /** The machine's clocks. */
    static TimeSource system() {
        return new TimeSource() {
            @Override
            public long epochMillis() {
                return System.currentTimeMillis();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }
}
