package live.danmaku.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of the accepted danmaku of a room or a node. Each figure is counted for itself, so that what was forgotten or
 * counted twice shows as a {@link #difference()}.
 *
 * @param accepted danmaku accepted so far
 * @param batched of these, items of a batch
 * @param combined shown by an item of somebody else's that says the same
 * @param thinned left out of their batch, by reason
 * @param lost in a batch that could not be made
 * @param pending not decided yet: waiting for the window's end, or in the hands of the tick
 */
public record Balance(
        long accepted, long batched, long combined, Map<Omission, Long> thinned, long lost, long pending) {

    /** Nothing was accepted yet. */
    public static final Balance NONE = new Balance(0, 0, 0, Map.of(), 0, 0);

    public Balance {
        thinned = thinned.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(thinned));
    }

    /** This one and another room's together. */
    public Balance plus(Balance other) {
        return new Balance(
                accepted + other.accepted,
                batched + other.batched,
                combined + other.combined,
                sum(thinned, other.thinned),
                lost + other.lost,
                pending + other.pending);
    }

    /** Accepted danmaku that nothing accounts for; negative where something was counted twice, 0 as it should be. */
    public long difference() {
        return accepted - batched - combined - total(thinned) - lost - pending;
    }

    /** Each reason's danmaku of both. */
    public static Map<Omission, Long> sum(Map<Omission, Long> some, Map<Omission, Long> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        Map<Omission, Long> sum = new EnumMap<>(some);
        more.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return sum;
    }

    /** The danmaku of all reasons. */
    public static long total(Map<Omission, Long> thinned) {
        long total = 0;
        for (long count : thinned.values()) {
            total += count;
        }
        return total;
    }
}
