package live.danmaku.room;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many viewers each of many has: networks, users.
 *
 * <p>Bound: an entry only while viewers of it are there.
 *
 * <p>Threading: any thread; counts are exact.
 */
final class Tally<K> {

    private final ConcurrentMap<K, Integer> counts = new ConcurrentHashMap<>();

    /** Counts one more, unless there are as many as there may be. */
    boolean add(K key, int most) {
        boolean[] counted = {false};
        counts.compute(key, (same, seen) -> {
            int before = seen == null ? 0 : seen;
            counted[0] = before < most;
            return counted[0] ? Integer.valueOf(before + 1) : seen;
        });
        return counted[0];
    }

    /** Counts one less. */
    void remove(K key) {
        counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    int of(K key) {
        return counts.getOrDefault(key, 0);
    }

    /** Those that have any. */
    int size() {
        return counts.size();
    }
}
