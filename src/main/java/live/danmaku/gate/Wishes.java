package live.danmaku.gate;

import java.util.Map;
import java.util.Set;
import live.danmaku.model.Danmaku;

/**
 * What an application wants to be told.
 *
 * @param events the names of what it has observers for
 * @param oneIn it wants one accepted danmaku in this many, from 1
 */
record Wishes(Set<String> events, int oneIn) {

    static final Wishes NONE = new Wishes(Set.of(), 1);

    /** The golden ratio's bits (Knuth's multiplicative hashing): ids that follow each other are scattered over all numbers. */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    Wishes {
        events = Set.copyOf(events);
        if (oneIn < 1) {
            throw new IllegalArgumentException("one-in must be 1 or more, was " + oneIn);
        }
    }

    /**
     * Reads an application's answer; what it does not say is nothing, and whole.
     *
     * @throws IllegalArgumentException where a number is none
     */
    static Wishes of(Map<String, String> answer) {
        return new Wishes(
                Set.of(answer.getOrDefault("events", "").split(",", -1)),
                Integer.parseInt(answer.getOrDefault("one-in", "1")));
    }

    boolean want(String event) {
        return events.contains(event);
    }

    /** Whether the danmaku is in the share: the same answer whoever asks, and for whatever sender. */
    boolean take(String epoch, Danmaku danmaku) {
        long scattered = (danmaku.id() + epoch.hashCode()) * SCATTER;
        return oneIn == 1 || (scattered >>> 16) % oneIn == 0;
    }
}
