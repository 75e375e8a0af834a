package live.danmaku.tool.load.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The posts that one room accepted: which id each was given.
 *
 * <p>Threading: guarded by its own monitor.
 */
public final class Ledger {
    private final Map<String, NavigableMap<Long, Integer>> numbers = new HashMap<>();
    private int accepted;
    private int clashes;

    /** Notes that post {@code number} was accepted under this id. */
    public synchronized void accepted(String epoch, long id, int number) {
        @Nullable
        Integer other = numbers.computeIfAbsent(epoch, any -> new TreeMap<>()).putIfAbsent(id, number);
        accepted++;
        if (other != null) {
            clashes++;
        }
    }

    /** The post that was given this id, or -1. */
    synchronized int numberOf(String epoch, long id) {
        @Nullable NavigableMap<Long, Integer> known = numbers.get(epoch);
        return known == null ? -1 : known.getOrDefault(id, -1);
    }

    /** Posts accepted in all. */
    public synchronized int accepted() {
        return accepted;
    }

    /** Posts accepted in the epoch under ids up to this one. */
    synchronized int acceptedUpTo(String epoch, long id) {
        @Nullable NavigableMap<Long, Integer> known = numbers.get(epoch);
        return known == null ? 0 : known.headMap(id, true).size();
    }

    /** The ids given in the epoch above one and up to another, with the posts they were given to; a copy. */
    synchronized NavigableMap<Long, Integer> between(String epoch, long after, long upTo) {
        @Nullable NavigableMap<Long, Integer> known = numbers.get(epoch);
        return known == null ? new TreeMap<>() : new TreeMap<>(known.subMap(after, false, upTo, true));
    }

    /** The ids given in the epoch with the posts they were given to; a copy. */
    synchronized NavigableMap<Long, Integer> ids(String epoch) {
        @Nullable NavigableMap<Long, Integer> known = numbers.get(epoch);
        return known == null ? new TreeMap<>() : new TreeMap<>(known);
    }

    /** How often two posts were given the same id. */
    synchronized int clashes() {
        return clashes;
    }
}
