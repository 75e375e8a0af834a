package live.danmaku.room;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import live.danmaku.cluster.NodeMessage.Notice;
import live.danmaku.config.Key;
import live.danmaku.model.Acts;
import live.danmaku.model.Balance;
import live.danmaku.model.Draft;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.transport.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of this node. A room appears with its first viewer or danmaku and is retired when it has been idle.
 *
 * <p>Threading: any thread. Joining and retiring the same room exclude each other through the map's bin lock; posting,
 * leaving and broadcasting take no lock of the registry. A post that meets a room in the moment of its retirement goes to
 * the next epoch. Retiring a room and adding all rooms up exclude each other through {@code retirement}.
 */
public final class RoomRegistry {

    private static final Duration FULL_NODE_RETRY = Duration.ofSeconds(10);

    private final ConcurrentMap<RoomId, Room> rooms = new ConcurrentHashMap<>();
    private final RoomContext context;
    private final Supplier<String> epochs;
    private final BalanceWatch balances;
    private final Object retirement = new Object();
    private final Entrance entrance;
    private volatile boolean guarded;

    @GuardedBy("retirement")
    private Balance retired = Balance.NONE;

    /** No rooms yet; {@code epochs} gives a name for a room's life, unlike every earlier one. */
    public RoomRegistry(RoomContext context, Supplier<String> epochs) {
        this.context = context;
        this.epochs = epochs;
        this.balances = new BalanceWatch(context.metrics());
        this.entrance = new Entrance(context.settings(), context.time());
    }

    /** Whether viewers and danmaku are let in. */
    public boolean isOpen() {
        return entrance.isOpen();
    }

    /** Lets viewers and danmaku in again after {@link #shut()}. */
    public void open() {
        entrance.setOpen(true);
    }

    /** Lets nobody in any more; what is there stays. */
    void shut() {
        entrance.setOpen(false);
    }

    /** Viewers on this node. */
    public int viewers() {
        return entrance.viewers();
    }

    /** Every connection {@link #knock knocks} from here on, because a filter before the handshakes sees to it. */
    public void guard() {
        guarded = true;
    }

    /** Whether connections have knocked when they join. */
    public boolean isGuarded() {
        return guarded;
    }

    /**
     * Looks whether a connection may be let into a room, before its handshake; the last word is {@link #join}'s.
     *
     * @param from where it comes from, null where nobody knows
     * @throws Refusal {@code too_many_connects}, {@code unavailable}, {@code node_full}, {@code room_full} or {@code
     *     too_many_from_address}
     */
    public void knock(RoomId id, @Nullable Network from) {
        Room room = rooms.get(id);
        entrance.knock(id, room == null ? 0 : room.online(), from);
    }

    /**
     * Puts a viewer into a room.
     *
     * @param from where it comes from, null where nobody knows
     * @param user who it is, null where nobody knows
     * @throws Refusal {@code room_closed}, {@code too_many_rooms}, {@code unavailable}, {@code node_full}, {@code room_full},
     *     {@code too_many_from_address} or {@code too_many_from_user}
     */
    public Joined join(RoomId id, Outbox viewer, @Nullable Network from, @Nullable String user) {
        Place place = entrance.admit(from, user);
        AtomicReference<@Nullable Joined> joined = new AtomicReference<>();
        try {
            rooms.compute(id, (key, found) -> {
                context.sanctions().checkOpen(key);
                Room room = found != null ? found : create(key);
                entrance.checkOpen();
                entrance.checkRoom(key, room.online());
                joined.setPlain(new Joined(room, room.join(viewer), place));
                return found != null ? room : opened(room);
            });
            return Objects.requireNonNull(joined.getPlain());
        } finally {
            if (joined.getPlain() == null) {
                entrance.leave(place);
            }
        }
    }

    /**
     * Counts that somebody posts into a room.
     *
     * @param from where they post from, null where nobody knows
     * @throws Refusal {@code too_many_rooms_from_address}
     */
    void visit(RoomId id, @Nullable Network from) {
        entrance.visit(id, from);
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
            room = rooms.computeIfAbsent(id, key -> opened(create(key)));
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

    /**
     * Ends the connections of a room that was closed. Whoever asked to join it before it was closed is in it by now, and
     * whoever asks later is refused.
     */
    void closeViewers(RoomId id) {
        Room closed = rooms.computeIfPresent(id, (key, found) -> found);
        if (closed != null) {
            closed.closeViewers();
        }
    }

    /** Has everybody, on whatever node, see a text; answers in how many rooms of this node they will. */
    long announce(String text) {
        context.relay().tell(new Notice(null, text));
        return rooms.values().stream()
                .filter(room -> room.tellIfNotBusy(Acts.notice(text)))
                .count();
    }

    /** The room of this name, if it exists now. */
    public Optional<Room> find(RoomId id) {
        return Optional.ofNullable(rooms.get(id));
    }

    /** The rooms that exist now: a live view that must not be changed. */
    public Collection<Room> rooms() {
        return Collections.unmodifiableCollection(rooms.values());
    }

    /** What became of all danmaku since the start, those of rooms that are gone included. */
    public Balance balance() {
        synchronized (retirement) {
            return rooms.values().stream().map(Room::balance).reduce(retired, Balance::plus);
        }
    }

    /** Does something with every viewer of this node. */
    public void forEachViewer(Consumer<Outbox> action) {
        rooms.values().forEach(room -> room.forEachViewer(action));
    }

    /**
     * Retires every room that has been idle for as long as the settings say, has the others give up batches that are too old,
     * rescues ticks that a container lost, and sees whether the rooms' danmaku add up. Costs one look at each room.
     */
    public void tidy() {
        entrance.tidy();
        for (Room room : rooms.values()) {
            room.tidy();
            if (!room.isBalanced()) {
                balances.found(room.id(), room.epoch(), room.balance());
            }
            if (room.isIdle()) {
                retireIfIdle(room.id());
            }
        }
    }

    /**
     * Ends all rooms after {@link #shut()}: their last batches leave.
     *
     * @param present told of every viewer that is there
     * @param served told of each of them when it has been offered its last batch
     * @return the rooms that were ended
     */
    Collection<Room> endRooms(Consumer<Outbox> present, Consumer<Outbox> served) {
        List<Room> ended = new ArrayList<>();
        while (!rooms.isEmpty()) {
            for (RoomId id : rooms.keySet()) {
                Room room = rooms.remove(id);
                if (room != null) {
                    ended.add(room);
                    room.forEachViewer(present);
                    room.end(served);
                    context.listener().closed(id, room.epoch());
                    synchronized (retirement) {
                        retired = retired.plus(room.balance());
                    }
                }
            }
        }
        return ended;
    }

    /** Nobody who adds the rooms up finds a room in neither place, or in both. */
    private void retireIfIdle(RoomId id) {
        AtomicReference<Balance> gone = new AtomicReference<>(Balance.NONE);
        synchronized (retirement) {
            rooms.computeIfPresent(id, (key, found) -> {
                if (!found.retireIfIdle()) {
                    return found;
                }
                gone.setPlain(found.balance());
                context.listener().closed(key, found.epoch());
                return null;
            });
            retired = retired.plus(gone.getPlain());
        }
    }

    /** In the map's atomic step, so that whoever listens is told of a room's lives one after the other. */
    private Room opened(Room room) {
        context.listener().opened(room.id(), room.epoch());
        return room;
    }

    private Room create(RoomId id) {
        entrance.checkOpen();
        int max = context.settings().get().get(Key.ROOMS_MAX);
        if (rooms.size() >= max) {
            throw new Refusal(ErrorCode.TOO_MANY_ROOMS, "there are " + max + " rooms already", FULL_NODE_RETRY);
        }
        return new Room(id, epochs.get(), context, entrance);
    }
}
