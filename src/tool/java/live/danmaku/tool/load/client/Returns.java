package live.danmaku.tool.load.client;

/**
 * How viewers fared whose connection was cut for them to come back.
 *
 * <p>Threading: guarded by its own monitor.
 */
public final class Returns {
    private int cut;
    private int back;
    private int recovered;
    private int retries;
    private long slowestNanos;

    /**
     * How it stands.
     *
     * @param cut connections that were cut
     * @param back those whose viewer has been greeted again
     * @param recovered those of them that the server promised all that they had missed
     * @param retries attempts that failed and were followed by another one
     * @param slowestMillis the longest from the cut to the greeting
     */
    public record Count(int cut, int back, int recovered, int retries, double slowestMillis) {
        public static final Count NONE = new Count(0, 0, 0, 0, 0);

        /** Viewers that are not back. */
        public int away() {
            return cut - back;
        }
    }

    public synchronized Count count() {
        return new Count(cut, back, recovered, retries, slowestNanos / 1e6);
    }

    synchronized void cut() {
        cut++;
    }

    synchronized void failed() {
        retries++;
    }

    synchronized void back(boolean all, long nanos) {
        back++;
        recovered += all ? 1 : 0;
        slowestNanos = Math.max(slowestNanos, nanos);
    }
}
