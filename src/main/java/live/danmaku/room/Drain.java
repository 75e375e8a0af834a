package live.danmaku.room;

import java.time.Duration;
import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Settings;
import live.danmaku.model.CloseCode;
import live.danmaku.model.TimeSource;
import live.danmaku.transport.Heartbeat;
import live.danmaku.transport.Outbox;

/**
 * Empties a node in order: the doors are shut, the last batches leave, and the viewers that have been offered theirs are
 * closed in paced groups, each told when to come back, evenly over a time, so that neither the closing nor the coming back
 * is a storm. It ends when every connection is over, at the latest after the configured time.
 *
 * <p>Threading: {@link #run()} on one thread at a time, which it blocks.
 */
public final class Drain {

    /** Grain of the waiting: a redeploy with few viewers is not held up. */
    private static final Duration GRAIN = Duration.ofMillis(10);

    /** How the drain waits; in a test, time moves instead. */
    @FunctionalInterface
    public interface Wait {
        void pause(Duration time) throws InterruptedException;
    }

    /**
     * How it went.
     *
     * @param viewers that were there
     * @param late of these, how many had not taken their last batch when the time was over
     */
    public record Outcome(int viewers, int late) {}

    private final LiveSettings settings;
    private final RoomRegistry registry;
    private final Heartbeat heartbeat;
    private final TimeSource time;
    private final Wait wait;

    public Drain(LiveSettings settings, RoomRegistry registry, Heartbeat heartbeat, TimeSource time, Wait wait) {
        this.settings = settings;
        this.registry = registry;
        this.heartbeat = heartbeat;
        this.time = time;
        this.wait = wait;
    }

    /** Empties the node. The doors stay shut; {@link RoomRegistry#open()} opens them again. */
    public Outcome run() {
        registry.shut();
        Departure departure = new Departure(settings.get());
        departure.closeInGroups();
        int late = departure.closeTheLate();
        departure.rooms.forEach(Room::forget);
        heartbeat.abortLingering();
        return new Outcome(departure.total, late);
    }

    /** The viewers of one run on their way out. */
    private final class Departure {

        private final Set<Outbox> present = ConcurrentHashMap.newKeySet();

        /** Those who have been offered their last batch and are not closed yet. */
        private final Queue<Outbox> served = new ConcurrentLinkedQueue<>();

        private final Collection<Room> rooms;
        private final int total;
        private final int group;
        private final long intervalNanos;
        private final long spreadMillis;
        private final long deadline;
        private int closed;
        private long nextGroup;

        Departure(Settings now) {
            rooms = registry.endRooms(present::add, served::add);
            total = present.size();
            group = now.get(Key.DRAIN_GROUP);
            long timeout = now.millis(Key.DRAIN_TIMEOUT).toNanos();
            long groups = Math.max(1, total / group);
            intervalNanos = Math.min(now.millis(Key.DRAIN_INTERVAL).toNanos(), timeout / 2 / groups);
            spreadMillis = now.get(Key.DRAIN_SPREAD);
            nextGroup = time.nanos();
            deadline = nextGroup + timeout;
        }

        void closeInGroups() {
            try {
                while (!isOver() && time.nanos() - deadline < 0) {
                    if (served.isEmpty()) {
                        rooms.forEach(Room::help);
                    } else if (time.nanos() - nextGroup >= 0) {
                        nextGroup = time.nanos() + intervalNanos;
                        closeGroup();
                    }
                    present.removeIf(Outbox::isClosed);
                    if (!isOver()) {
                        wait.pause(untilNextStep());
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        int closeTheLate() {
            int late = present.size();
            present.forEach(viewer -> viewer.close(CloseCode.RESTART.closing(nextDelay())));
            return late;
        }

        private boolean isOver() {
            return present.isEmpty() && heartbeat.allEnded();
        }

        private Duration untilNextStep() {
            long untilGroup = served.isEmpty() ? GRAIN.toNanos() : Math.max(0, nextGroup - time.nanos());
            return Duration.ofNanos(Math.min(GRAIN.toNanos(), Math.max(1_000_000, untilGroup)));
        }

        private void closeGroup() {
            Outbox viewer = served.poll();
            for (int i = 1; viewer != null; i++) {
                viewer.closeAfterFlush(CloseCode.RESTART.closing(nextDelay()));
                viewer = i < group ? served.poll() : null;
            }
        }

        /** Seconds: 1 for the first viewer, and evenly more up to the whole spread for the last. */
        private long nextDelay() {
            long share = Math.min(closed++, total - 1);
            return 1 + spreadMillis * share / total / 1_000;
        }
    }
}
