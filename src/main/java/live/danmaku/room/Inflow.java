package live.danmaku.room;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import live.danmaku.cluster.NodeMessage.Window;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Origin;

/**
 * How far a room has heard of what it accepted on other nodes.
 *
 * <p>Bound: {@link #EPOCHS} lives of the room elsewhere, {@link #RECALLS} danmaku that were recalled before they came.
 *
 * <p>Threading: any thread.
 */
final class Inflow {

    private static final int EPOCHS = 1_000;
    private static final int RECALLS = 1_000;

    /**
     * @param upTo id up to which all that was told is known
     * @param accepted danmaku that the other node had accepted by then
     */
    private record Position(long upTo, long accepted) {}

    /**
     * What of a window is new here.
     *
     * @param fresh what is to be taken in, with where it is from
     * @param repeated how many were here already
     * @param missed how many are known now not to have come
     */
    record News(List<Danmaku> fresh, int repeated, long missed) {}

    @GuardedBy("this")
    private final Map<String, Position> positions = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

    @GuardedBy("this")
    private final Set<Origin> recalled = new LinkedHashSet<>();

    private final AtomicLong missed = new AtomicLong();

    /** Notes how far this tells, and says what is to be done with it. */
    synchronized News take(Window window) {
        Position before = positions.get(window.epoch());
        long known = before == null ? 0 : before.upTo();
        if (before == null || window.accepted() > before.accepted()) {
            positions.put(window.epoch(), new Position(Math.max(known, window.upTo()), window.accepted()));
            dropEldest(positions.keySet(), EPOCHS);
        }
        List<Danmaku> fresh = new ArrayList<>();
        for (Danmaku one : window.danmaku()) {
            Origin origin = new Origin(window.epoch(), one.id());
            if (one.id() > known && !recalled.remove(origin)) {
                fresh.add(new Danmaku(one.id(), one.at(), one.draft(), origin));
            }
        }
        int repeated =
                (int) window.danmaku().stream().filter(one -> one.id() <= known).count();
        long lost = before == null || repeated > 0 ? 0 : Math.max(0, window.before() - before.accepted());
        boolean again = before != null && window.accepted() <= before.accepted();
        return new News(fresh, repeated, again ? 0 : lost + window.omitted());
    }

    /** This one is not to be taken in when it comes. */
    synchronized void recall(Origin origin) {
        recalled.add(origin);
        dropEldest(recalled, RECALLS);
    }

    /** So many did not come; the next batch says so. */
    void miss(long danmaku) {
        missed.addAndGet(danmaku);
    }

    /** How many did not come and were not told of yet. */
    long takeMissed() {
        return missed.get() == 0 ? 0 : missed.getAndSet(0);
    }

    private static <T> void dropEldest(Set<T> set, int max) {
        if (set.size() > max) {
            set.remove(set.iterator().next());
        }
    }
}
