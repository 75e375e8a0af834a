package live.danmaku.room;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket for the connects of a node, kept as one number: the time at which the bucket would be full again (the
 * generic cell rate algorithm, ITU-T I.371). It is filled by the clock and needs no timer.
 *
 * <p>Threading: any thread; each token is given once.
 */
final class ConnectRate {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong fullAt;

    /** A full bucket. */
    ConnectRate(long nowNanos) {
        fullAt = new AtomicLong(nowNanos);
    }

    /**
     * Takes a token.
     *
     * @param nowNanos the time
     * @param perSecond tokens that come in a second; 0 = there is always one
     * @param burst tokens in the full bucket, at least 1
     * @return whether there was one
     */
    boolean take(long nowNanos, int perSecond, int burst) {
        if (perSecond == 0) {
            return true;
        }
        long interval = SECOND / perSecond;
        while (true) {
            long seen = fullAt.get();
            long next = (seen - nowNanos > 0 ? seen : nowNanos) + interval;
            if (next - nowNanos > burst * interval) {
                return false;
            }
            if (fullAt.compareAndSet(seen, next)) {
                return true;
            }
        }
    }
}
