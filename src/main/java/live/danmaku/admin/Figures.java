package live.danmaku.admin;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import live.danmaku.history.Kept;
import live.danmaku.model.Balance;
import live.danmaku.model.ClusterStatus;
import live.danmaku.model.NodeStatus;
import live.danmaku.model.RoomId;
import live.danmaku.model.RoomStatus;
import live.danmaku.room.Room;
import live.danmaku.room.RoomRegistry;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.Backlog;
import live.danmaku.wire.BufferPool;
import live.danmaku.wire.FrameFactory;
import org.jspecify.annotations.Nullable;

/** The figures of this node and of its rooms, each about now. */
public final class Figures {

    private static final Comparator<Crowd> MOST_FIRST = Comparator.comparingInt(Crowd::online)
            .reversed()
            .thenComparing(crowd -> crowd.room().id().value());

    private final RoomRegistry registry;
    private final Metrics metrics;
    private final FrameFactory frames;
    private final Kept kept;
    private final Supplier<@Nullable ClusterStatus> cluster;

    /** A room and how many were in it when it was looked at, so that an order by it holds. */
    private record Crowd(Room room, int online) {}

    /** @param cluster how this node stands among others; null where it is alone */
    public Figures(
            RoomRegistry registry,
            Metrics metrics,
            FrameFactory frames,
            Kept kept,
            Supplier<@Nullable ClusterStatus> cluster) {
        this.registry = registry;
        this.metrics = metrics;
        this.frames = frames;
        this.kept = kept;
        this.cluster = cluster;
    }

    /** Everything that is counted and measured of the node; costs a look at every viewer and at every room. */
    public NodeStatus node() {
        Backlogs backlogs = new Backlogs();
        registry.forEachViewer(viewer -> backlogs.add(viewer.backlog()));
        BufferPool pool = frames.pool();
        return new NodeStatus(
                registry.rooms().size(),
                backlogs.viewers,
                metrics.senders(),
                registry.balance(),
                metrics.counted(),
                metrics.refused(),
                new NodeStatus.Buffers(pool.bytesInUse(), pool.bytesIdle()),
                backlogs.status(),
                metrics.frames(backlogs.inFlight, backlogs.waiting),
                new RoomStatus.History(kept.batches(), kept.bytes()),
                cluster.get());
    }

    /** How this node stands among others; null where it is alone. */
    public @Nullable ClusterStatus cluster() {
        return cluster.get();
    }

    /** Rooms that exist. */
    public int rooms() {
        return registry.rooms().size();
    }

    /** Viewers in them. */
    public int viewers() {
        return registry.viewers();
    }

    /** What became of all danmaku since the deployment; costs a look at every room. */
    public Balance balance() {
        return registry.balance();
    }

    /** The rooms with the most viewers, the most first; costs one look at every room, and another one at those. */
    public List<RoomStatus> busiest(int most) {
        List<Crowd> crowds = registry.rooms().stream()
                .map(room -> new Crowd(room, room.online()))
                .toList();
        return Foremost.of(crowds, most, MOST_FIRST).stream()
                .map(crowd -> crowd.room().status())
                .toList();
    }

    /** All rooms, in no order; costs a look at each. */
    public List<RoomStatus> all() {
        return registry.rooms().stream().map(Room::status).toList();
    }

    /** One room, if it exists now. */
    public Optional<RoomStatus> room(RoomId id) {
        return registry.find(id).map(Room::status);
    }

    /** What is on its way to viewers, added up; used by one thread. */
    private static final class Backlogs {

        private long viewers;
        private long bytes;
        private long largest;
        private long oldestPingNanos;
        private long inFlight;
        private long waiting;

        void add(Backlog viewer) {
            viewers++;
            bytes += viewer.bytes();
            largest = Math.max(largest, viewer.bytes());
            oldestPingNanos = Math.max(oldestPingNanos, viewer.pingAgeNanos());
            inFlight += viewer.inFlight();
            waiting += viewer.waiting();
        }

        NodeStatus.Backlog status() {
            return new NodeStatus.Backlog(bytes, largest, TimeUnit.NANOSECONDS.toMillis(oldestPingNanos), waiting);
        }
    }
}
