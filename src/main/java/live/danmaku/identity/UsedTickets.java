package live.danmaku.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;

/**
 * The tickets that have been used and have not expired yet, each as 64 bits of its id's hash.
 *
 * <p>Bound: {@link #MAX} of them, some 40 MB; then others are refused until some expire, because forgetting one would let
 * it be used again.
 *
 * <p>Threading: any thread.
 */
final class UsedTickets {

    /** How many are remembered at the most. */
    static final int MAX = 500_000;

    private static final Duration FULL_RETRY = Duration.ofSeconds(30);

    private final ConcurrentMap<Long, Long> ends = new ConcurrentHashMap<>();

    /**
     * Remembers a ticket until its end.
     *
     * @return whether it had not been used before
     * @throws Refusal {@code node_full} when too many are remembered
     */
    boolean add(String id, long end) {
        if (ends.size() >= MAX) {
            throw new Refusal(
                    ErrorCode.NODE_FULL, "the server remembers " + MAX + " used tickets, its most", FULL_RETRY);
        }
        return ends.putIfAbsent(hash(id), end) == null;
    }

    /** Forgets those that ended before this second. */
    void forget(long second) {
        ends.values().removeIf(end -> end < second);
    }

    int size() {
        return ends.size();
    }

    private static long hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
