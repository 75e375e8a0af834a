package live.danmaku.room;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import live.danmaku.config.Key;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Draft;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.transport.Outbox;

/**
 * The rooms of this node. A room appears with its first viewer or danmaku and is retired when it has been idle.
 *
 * <p>Threading: any thread. Joining and retiring the same room exclude each other through the map's bin lock; posting,
 * leaving and broadcasting take no lock of the registry. A post that meets a room in the moment of its retirement goes to
 * the next epoch.
 */
public final class RoomRegistry {

    private static final Duration FULL_NODE_RETRY = Duration.ofSeconds(10);
    private static final Duration STOPPING_RETRY = Duration.ofSeconds(1);

    private final ConcurrentMap<RoomId, Room> rooms = new ConcurrentHashMap<>();
    private final RoomContext context;
    private final Supplier<String> epochs;
    private volatile boolean stopped;

    /** No rooms yet; {@code epochs} gives a name for a room's life, unlike every earlier one. */
    public RoomRegistry(RoomContext context, Supplier<String> epochs) {
        this.context = context;
        this.epochs = epochs;
    }

    /**
     * Puts a viewer into a room.
     *
     * @throws Refusal {@code too_many_rooms} or {@code unavailable}
     */
    public Joined join(RoomId id, Outbox viewer) {
        AtomicReference<Joined> joined = new AtomicReference<>();
        rooms.compute(id, (key, found) -> {
            Room room = found != null ? found : create(key);
            joined.setPlain(new Joined(room, room.join(viewer)));
            return room;
        });
        return joined.getPlain();
    }

    /**
     * Has a room accept a danmaku.
     *
     * @throws Refusal {@code room_busy}, {@code too_many_rooms} or {@code unavailable}
     */
    public Posted post(RoomId id, Draft draft) {
        Room room = rooms.get(id);
        long danmaku = room == null ? Intake.CLOSED : room.offer(draft);
        while (room == null || danmaku == Intake.CLOSED) {
            room = rooms.computeIfAbsent(id, this::create);
            danmaku = room.offer(draft);
        }
        if (danmaku == Intake.FULL) {
            throw new Refusal(
                    ErrorCode.ROOM_BUSY,
                    "the room has " + context.settings().get().get(Key.ROOM_QUEUE) + " danmaku waiting, its most",
                    room.window());
        }
        return new Posted(id, room.epoch(), danmaku);
    }

    /** The room of this name, if it exists now. */
    public Optional<Room> find(RoomId id) {
        return Optional.ofNullable(rooms.get(id));
    }

    /** The rooms that exist now: a live view that must not be changed. */
    public Collection<Room> rooms() {
        return Collections.unmodifiableCollection(rooms.values());
    }

    /** Does something with every viewer of this node. */
    public void forEachViewer(Consumer<Outbox> action) {
        rooms.values().forEach(room -> room.forEachViewer(action));
    }

    /**
     * Retires every room that has been idle for as long as the settings say, has the others give up batches that are too old,
     * and rescues ticks that a container lost. Costs one look at each room.
     */
    public void tidy() {
        for (Room room : rooms.values()) {
            room.tidy();
            if (room.isIdle()) {
                rooms.computeIfPresent(room.id(), (key, found) -> found.retireIfIdle() ? null : found);
            }
        }
    }

    /**
     * Ends all rooms: nobody joins or posts any more, the last batches leave, every viewer is closed after them.
     *
     * @param viewers told of every viewer that is being closed
     */
    public void stop(CloseCode code, Consumer<Outbox> viewers) {
        stopped = true;
        while (!rooms.isEmpty()) {
            for (RoomId id : rooms.keySet()) {
                Room room = rooms.remove(id);
                if (room != null) {
                    room.forEachViewer(viewers);
                    room.close(code);
                }
            }
        }
    }

    private Room create(RoomId id) {
        if (stopped) {
            throw new Refusal(ErrorCode.UNAVAILABLE, "the server is stopping", STOPPING_RETRY);
        }
        int max = context.settings().get().get(Key.ROOMS_MAX);
        if (rooms.size() >= max) {
            throw new Refusal(ErrorCode.TOO_MANY_ROOMS, "there are " + max + " rooms already", FULL_NODE_RETRY);
        }
        return new Room(id, epochs.get(), context);
    }
}
