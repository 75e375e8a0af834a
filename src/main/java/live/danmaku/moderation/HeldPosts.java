package live.danmaku.moderation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Draft;
import live.danmaku.model.HeldPost;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;

/**
 * What waits until a moderator decides on it, room by room, the oldest first. Who does not decide within {@code
 * danmaku.review.timeout} has refused.
 *
 * <p>Bound: {@code danmaku.review} for each room, {@link #MOST} in all.
 *
 * <p>Threading: any thread.
 */
public final class HeldPosts {

    private static final int MOST = 10_000;

    private final LiveSettings settings;
    private final TimeSource time;
    private final Metrics metrics;

    @GuardedBy("this")
    private final Map<RoomId, Map<Long, Held>> rooms = new HashMap<>();

    @GuardedBy("this")
    private int size;

    @GuardedBy("this")
    private long lastId;

    public HeldPosts(LiveSettings settings, TimeSource time, Metrics metrics) {
        this.settings = settings;
        this.time = time;
        this.metrics = metrics;
    }

    /**
     * @param sinceNanos when it came, on the clock that only measures
     */
    private record Held(HeldPost post, long sinceNanos) {}

    /**
     * Keeps a danmaku until somebody decides.
     *
     * @return false, and it is not kept, where as many wait already as may
     */
    public synchronized boolean hold(RoomId room, Draft draft, String reason) {
        Map<Long, Held> here = rooms.computeIfAbsent(room, added -> new LinkedHashMap<>());
        if (size >= MOST || here.size() >= settings.get().get(Key.REVIEW)) {
            return false;
        }
        long id = ++lastId;
        here.put(id, new Held(new HeldPost(id, time.epochMillis(), draft, reason), time.nanos()));
        size++;
        metrics.count(Counter.HELD);
        return true;
    }

    /** How many wait in all rooms. */
    public synchronized int size() {
        return size;
    }

    /** What waits in a room, the oldest first. */
    public synchronized List<HeldPost> list(RoomId room) {
        return rooms.getOrDefault(room, Map.of()).values().stream()
                .map(Held::post)
                .toList();
    }

    /** Takes one out, because somebody has decided; empty where it does not wait, or not any more. */
    public synchronized Optional<HeldPost> take(RoomId room, long id) {
        Map<Long, Held> here = rooms.get(room);
        Held taken = here == null ? null : here.remove(id);
        if (taken != null) {
            size--;
        }
        if (here != null && here.isEmpty()) {
            rooms.remove(room);
        }
        return Optional.ofNullable(taken).map(Held::post);
    }

    /** Refuses those who have waited too long. */
    public synchronized void tidy() {
        long latest = time.nanos() - settings.get().millis(Key.REVIEW_TIMEOUT).toNanos();
        int before = size;
        for (Map<Long, Held> here : rooms.values()) {
            size -= here.size();
            here.values().removeIf(held -> held.sinceNanos() - latest <= 0);
            size += here.size();
        }
        rooms.values().removeIf(Map::isEmpty);
        metrics.add(Counter.HELD_TIMED_OUT, before - size);
    }
}
