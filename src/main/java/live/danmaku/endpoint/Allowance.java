package live.danmaku.endpoint;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;

/**
 * How many missed batches a viewer may ask for: a token bucket, kept as the time at which it is full again (the generic cell
 * rate algorithm, ITU-T I.371), so that it needs no timer. Each batch takes a token, so asking for everything again and again
 * costs no more than asking for little. Not thread-safe.
 */
final class Allowance {

    /** A full bucket has what comes in so long. */
    private static final int BURST_SECONDS = 30;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long fullAt;

    /** A full bucket. */
    Allowance(long nowNanos) {
        fullAt = nowNanos;
    }

    /**
     * Takes a token for each batch; of a range that needs more than the bucket holds, the full bucket.
     *
     * @param perSecond tokens that come in a second, at least 1
     * @throws Refusal {@code recover_limit}, and nothing is taken, where there are not enough
     */
    void take(long batches, int perSecond, long nowNanos) {
        long most = BURST_SECONDS * SECOND;
        long missing = Math.max(0, fullAt - nowNanos);
        long after = missing + Math.min(batches, (long) BURST_SECONDS * perSecond) * (SECOND / perSecond);
        if (after > most) {
            throw new Refusal(
                    ErrorCode.RECOVER_LIMIT,
                    "at most " + perSecond + " missed batches a second may be asked for",
                    Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(after - most) + 1));
        }
        fullAt = nowNanos + after;
    }
}
