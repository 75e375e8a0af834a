package live.danmaku.moderation;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * A token bucket, kept as one number: the time at which it would be full again (the generic cell rate algorithm, ITU-T
 * I.371). It is filled by the clock and needs no timer.
 *
 * <p>Threading: any thread; each token is given once.
 */
public final class TokenBucket {

    private static final AtomicLongFieldUpdater<TokenBucket> FULL_AT =
            AtomicLongFieldUpdater.newUpdater(TokenBucket.class, "fullAt");

    private volatile long fullAt;

    /** A full bucket. */
    public TokenBucket(long nowNanos) {
        fullAt = nowNanos;
    }

    /**
     * How fast a bucket fills, and how much it holds.
     *
     * @param intervalNanos the time in which a token comes in
     * @param burst tokens in the full bucket, at least 1
     */
    public record Rate(long intervalNanos, long burst) {

        /** So many tokens a second, at least 1. */
        public static Rate perSecond(int tokens, long burst) {
            return new Rate(TimeUnit.SECONDS.toNanos(1) / tokens, burst);
        }

        /** So many tokens in so many milliseconds, and no more at once. */
        public static Rate of(int tokens, long millis) {
            return new Rate(TimeUnit.MILLISECONDS.toNanos(millis) / tokens, tokens);
        }
    }

    /**
     * Takes a token.
     *
     * @return 0 if there was one, else in how many nanoseconds there will be
     */
    public long take(long nowNanos, Rate rate) {
        return take(nowNanos, 1, rate);
    }

    /**
     * Takes tokens: all of them or none; where more are asked for than the bucket holds, the full bucket.
     *
     * @return 0 if there were enough, else in how many nanoseconds there will be
     */
    public long take(long nowNanos, long tokens, Rate rate) {
        long cost = Math.min(tokens, rate.burst()) * rate.intervalNanos();
        long capacity = rate.burst() * rate.intervalNanos();
        while (true) {
            long seen = fullAt;
            if (seen - nowNanos > capacity) {
                // Emptied at a slower rate that held before: it is no emptier than empty.
                FULL_AT.compareAndSet(this, seen, nowNanos + capacity);
                continue;
            }
            long next = (seen - nowNanos > 0 ? seen : nowNanos) + cost;
            long missing = next - nowNanos - capacity;
            if (missing > 0) {
                return missing;
            }
            if (FULL_AT.compareAndSet(this, seen, next)) {
                return 0;
            }
        }
    }
}
