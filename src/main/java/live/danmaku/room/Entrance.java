package live.danmaku.room;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Settings;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.moderation.RoomLimit;
import live.danmaku.moderation.TokenBucket;
import org.jspecify.annotations.Nullable;

/**
 * Whether a node takes another viewer: its doors are open, connects come no faster than it can take, and there is a place on
 * the node, in the room, and for the viewer's network and user. A connection knocks before its handshake, where refusing costs next
 * to nothing, and gets its place when it joins, where the counts are exact. Whoever is refused is told to come back at a
 * random moment, so that a storm does not come back as one.
 *
 * <p>Bound: a network or a user has an entry only while viewers of it are there, and only where there is a limit for it.
 *
 * <p>Threading: any thread.
 */
final class Entrance {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final Duration LATER_SPREAD = Duration.ofSeconds(20);
    private static final Duration CONNECT_SPREAD = Duration.ofSeconds(9);

    private final LiveSettings settings;
    private final TimeSource time;
    private final TokenBucket connects;
    private final RoomLimit rooms;
    private final AtomicInteger viewers = new AtomicInteger();
    private final Tally<Network> networks = new Tally<>();
    private final Tally<String> users = new Tally<>();
    private volatile boolean open = true;

    Entrance(LiveSettings settings, TimeSource time) {
        this.settings = settings;
        this.time = time;
        this.connects = new TokenBucket(time.nanos());
        this.rooms = new RoomLimit(time);
    }

    boolean isOpen() {
        return open;
    }

    void setOpen(boolean open) {
        this.open = open;
    }

    /** Viewers that have a place now. */
    int viewers() {
        return viewers.get();
    }

    /** Networks that are counted now. */
    int networks() {
        return networks.size();
    }

    /**
     * Looks at everything before a handshake, and counts it as a connect.
     *
     * @param from where it comes from, null where nobody knows
     * @param online viewers in the room now
     * @throws Refusal {@code unavailable}, {@code too_many_connects}, or as {@link #admit} and {@link #checkRoom}
     */
    void knock(RoomId room, int online, @Nullable Network from) {
        checkOpen();
        Settings now = settings.get();
        int perSecond = now.ifLimited(Key.CONNECTS);
        if (perSecond > 0
                && connects.take(time.nanos(), TokenBucket.Rate.perSecond(perSecond, now.get(Key.CONNECTS_BURST)))
                        > 0) {
            throw new Refusal(
                    ErrorCode.TOO_MANY_CONNECTS,
                    "more than " + perSecond + " connects a second",
                    spread(SOON, CONNECT_SPREAD));
        }
        if (viewers.get() >= now.limit(Key.NODE_VIEWERS)) {
            throw nodeFull();
        }
        checkRoom(room, online);
        int most = now.ifLimited(Key.ADDRESS_VIEWERS);
        if (from != null && most > 0 && networks.of(from) >= most) {
            throw tooManyFromAddress();
        }
        visit(room, from);
    }

    /**
     * Counts that somebody comes into a room, or posts there.
     *
     * @param from where they come from, null where nobody knows
     * @throws Refusal {@code too_many_rooms_from_address}
     */
    void visit(RoomId room, @Nullable Network from) {
        int most = settings.get().ifLimited(Key.ADDRESS_ROOMS);
        if (from != null && most > 0) {
            rooms.visit(from, room, most);
        }
    }

    /** Forgets who came long ago. */
    void tidy() {
        rooms.tidy();
    }

    /**
     * Takes a place for a viewer on the node, for its network and for its user.
     *
     * @param network where it comes from, null where nobody knows
     * @param user who it is, null where nobody knows
     * @return what {@link #leave} is to be given
     * @throws Refusal {@code node_full}, {@code too_many_from_address} or {@code too_many_from_user}
     */
    Place admit(@Nullable Network network, @Nullable String user) {
        Settings now = settings.get();
        int most = now.limit(Key.NODE_VIEWERS);
        if (viewers.getAndUpdate(count -> count < most ? count + 1 : count) >= most) {
            throw nodeFull();
        }
        int perAddress = now.ifLimited(Key.ADDRESS_VIEWERS);
        Network from = perAddress == 0 ? null : network;
        if (from != null && !networks.add(from, perAddress)) {
            leave(new Place(null, null));
            throw tooManyFromAddress();
        }
        int perUser = now.ifLimited(Key.USER_VIEWERS);
        String who = perUser == 0 ? null : user;
        if (who != null && !users.add(who, perUser)) {
            leave(new Place(from, null));
            throw new Refusal(
                    ErrorCode.TOO_MANY_FROM_USER,
                    "you have " + perUser + " connections, the most that one user may have",
                    spread(LATER, LATER_SPREAD));
        }
        return new Place(from, who);
    }

    /** Gives back what {@link #admit} took. */
    void leave(Place place) {
        viewers.decrementAndGet();
        if (place.network() != null) {
            networks.remove(place.network());
        }
        if (place.user() != null) {
            users.remove(place.user());
        }
    }

    /** Refuses with {@code unavailable} while the doors are shut. */
    void checkOpen() {
        if (!open) {
            throw new Refusal(
                    ErrorCode.UNAVAILABLE,
                    "the server is stopping",
                    spread(SOON, settings.get().millis(Key.DRAIN_SPREAD)));
        }
    }

    /** Refuses with {@code room_full} where this many viewers are as many as the room may have. */
    void checkRoom(RoomId room, int online) {
        int most = settings.get().viewers(room);
        if (online >= most) {
            throw new Refusal(
                    ErrorCode.ROOM_FULL, "the room has " + most + " viewers, its most", spread(LATER, LATER_SPREAD));
        }
    }

    private Refusal nodeFull() {
        return new Refusal(
                ErrorCode.NODE_FULL,
                "the server has " + settings.get().get(Key.NODE_VIEWERS) + " viewers, its most",
                spread(LATER, LATER_SPREAD));
    }

    private Refusal tooManyFromAddress() {
        return new Refusal(
                ErrorCode.TOO_MANY_FROM_ADDRESS,
                "there are " + settings.get().get(Key.ADDRESS_VIEWERS) + " viewers from this address, its most",
                spread(LATER, LATER_SPREAD));
    }

    private static Duration spread(Duration least, Duration over) {
        return least.plusMillis(ThreadLocalRandom.current().nextLong(over.toMillis() + 1));
    }
}
