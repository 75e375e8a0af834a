package live.danmaku.moderation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import live.danmaku.model.TimeSource;

/**
 * A {@link TokenBucket} for each of many: senders, users, addresses. One that nobody asks for is full after a while, so
 * it is forgotten then; and where there are more than {@link #MOST}, those that are asked for least, which are full soonest.
 *
 * <p>Threading: any thread.
 */
final class Buckets<K> {

    /** Buckets at the most; some 180 bytes each. */
    static final int MOST = 50_000;

    private final Cache<K, TokenBucket> buckets;
    private final TimeSource time;

    /** No buckets yet; each is kept for so long after it was last asked for, which has to be enough for it to be full. */
    Buckets(TimeSource time, Duration kept) {
        this.time = time;
        this.buckets = cache(time, kept);
    }

    /** A cache of {@link #MOST} entries, each of which is kept for so long after it was last asked for. */
    static <K, V> Cache<K, V> cache(TimeSource time, Duration kept) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(kept)
                .ticker(time::nanos)
                // The usual one is a pool of the JVM's, whose threads would keep this application's class loader.
                .executor(Runnable::run)
                .build();
    }

    /**
     * Takes a token out of somebody's bucket.
     *
     * @return 0 if there was one, else in how many nanoseconds there will be
     */
    long take(K key, TokenBucket.Rate rate) {
        long now = time.nanos();
        return buckets.get(key, added -> new TokenBucket(now)).take(now, rate);
    }

    /** Has somebody begin anew, with a full bucket. */
    void forget(K key) {
        buckets.invalidate(key);
    }

    /** Forgets what is old, though nobody asks. */
    void tidy() {
        tidy(buckets);
    }

    /** Has a cache forget what is old: all of it, where one call of its own does a part. */
    static void tidy(Cache<?, ?> cache) {
        long before;
        do {
            before = cache.estimatedSize();
            cache.cleanUp();
        } while (cache.estimatedSize() < before);
    }

    /** Buckets that are kept now, about. */
    long size() {
        return buckets.estimatedSize();
    }
}
