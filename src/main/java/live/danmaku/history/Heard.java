package live.danmaku.history;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.danmaku.model.Relayed.Run;
import org.jspecify.annotations.Nullable;

/**
 * How far a viewer has seen what the nodes accepted in its room, whichever node it was sent by: a vector of positions (C. Fidge,
 * Timestamps in message-passing systems that preserve the partial ordering, 1988). Every node's danmaku come in the order of their
 * ids, by every way, so that one id for each life of the room says it all.
 *
 * @param ids id of the last danmaku that it has seen, by epoch; {@link #MAX} at the most
 */
public record Heard(Map<String, Long> ids) {

    /** Nothing, or a viewer that does not say. */
    public static final Heard NOTHING = new Heard(Map.of());

    /** Epochs that a viewer may name. */
    public static final int MAX = 64;

    private static final Pattern PART = Pattern.compile("([0-9A-Za-z]{1,32}):([0-9]{1,18})");

    public Heard {
        ids = Map.copyOf(ids);
    }

    /**
     * Reads {@code epoch:id,epoch:id}, or nothing.
     *
     * @throws live.danmaku.model.Refusal {@code resume_invalid}
     */
    static Heard parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return NOTHING;
        }
        Map<String, Long> ids = new HashMap<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches() || ids.size() == MAX) {
                throw Resume.invalid("heard must be epoch:id,epoch:id and so on, " + MAX + " at most");
            }
            ids.merge(matcher.group(1), Long.valueOf(matcher.group(2)), Math::max);
        }
        return new Heard(ids);
    }

    /**
     * After which of these batches a viewer goes on that has seen so much. It may get some again, which it can tell by their ids,
     * but misses nothing that other nodes told this one.
     *
     * @param kept the room's batches, the oldest first
     * @param epoch the room's
     * @return seq of the batch before the first one that it is sent; -1 where that is further back than these, or cannot be told
     */
    long lastHeard(Entry[] kept, String epoch) {
        int newestHeard = -1;
        int firstMissed = kept.length;
        for (int i = 0; i < kept.length; i++) {
            boolean heard = kept[i].parts(epoch).anyMatch(this::hasHeardOf);
            boolean misses = kept[i].parts(epoch).anyMatch(this::missesSomeOf);
            newestHeard = heard ? i : newestHeard;
            firstMissed = misses ? Math.min(firstMissed, i) : firstMissed;
        }
        int next = Math.min(firstMissed, newestHeard + 1);
        boolean reachesBack = newestHeard >= 0 && (next > 0 || kept[0].seq() == 1);
        return reachesBack ? (next < kept.length ? kept[next].seq() : kept[next - 1].seq() + 1) - 1 : -1;
    }

    private boolean hasHeardOf(Run part) {
        return ids.getOrDefault(part.epoch(), 0L) >= part.originFirst();
    }

    /** Whether it knows this life of the room, but not to the end of this part. */
    private boolean missesSomeOf(Run part) {
        Long id = ids.get(part.epoch());
        return id != null && id < part.originLast();
    }
}
