package live.danmaku.sanction;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import live.danmaku.model.Author;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Lane;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.Rules;
import live.danmaku.model.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Everything that moderators have laid down and that holds now.
 *
 * <p>Bound: {@link #MAX} in all. At it, what has run out makes room; where nothing has, the next one is refused with {@code
 * sanctions_full}, and what holds stays.
 *
 * <p>Threading: any thread. Asking takes no lock; laying down and lifting exclude each other, so that the bound is exact.
 */
public final class Sanctions {

    /** Sanctions at the same time. */
    public static final int MAX = 10_000;

    /** How long a client stays away from a room that is silenced or closed without an end, at least. */
    private static final Duration OPEN_END = Duration.ofMinutes(1);

    private static final Comparator<Sanction> BY_KEY = Comparator.comparing(
                    (Sanction one) -> one.key().kind())
            .thenComparing(one -> Objects.toString(one.key().room(), ""))
            .thenComparing(one -> one.key().target());

    private final TimeSource time;
    private final Map<Kind, ConcurrentMap<SanctionKey, Sanction>> held = new EnumMap<>(Kind.class);

    /** Nothing holds yet. */
    public Sanctions(TimeSource time) {
        this.time = time;
        for (Kind kind : Kind.values()) {
            held.put(kind, new ConcurrentHashMap<>());
        }
    }

    /**
     * Lays something down, in place of what has the same key.
     *
     * @throws Refusal {@code sanctions_full}
     */
    public void impose(Sanction sanction) {
        impose(List.of(sanction));
    }

    /**
     * Lays all of these down, of which no two have the same key, or none; each in place of what has its key.
     *
     * @throws Refusal {@code sanctions_full}
     */
    public synchronized void impose(List<Sanction> together) {
        if (!haveRoom(together)) {
            tidy();
            if (!haveRoom(together)) {
                throw new Refusal(ErrorCode.SANCTIONS_FULL, "there are " + MAX + " at most: lift some");
            }
        }
        together.forEach(one -> of(one.key().kind()).put(one.key(), one));
    }

    private boolean haveRoom(List<Sanction> together) {
        long added = together.stream()
                .map(Sanction::key)
                .filter(key -> !of(key.kind()).containsKey(key))
                .count();
        return size() + added <= MAX;
    }

    /** Lifts something; answers whether it held. */
    public synchronized boolean lift(SanctionKey key) {
        Sanction lifted = of(key.kind()).remove(key);
        return lifted != null && holds(lifted);
    }

    /** Forgets what has run out. */
    public synchronized void tidy() {
        held.values().forEach(all -> all.values().removeIf(one -> !holds(one)));
    }

    /**
     * Refuses what an author may not post now.
     *
     * @throws Refusal {@code room_closed}, {@code muted} or {@code room_silenced}, with the time until it ends where that is
     *     known
     */
    public void check(RoomId room, Author author) {
        checkOpen(room);
        checkMute(Kind.MUTE_USER, room, author.user());
        checkMute(Kind.MUTE_SENDER, room, author.sender());
        Network from = author.network();
        if (from != null && !of(Kind.MUTE_NETWORK).isEmpty()) {
            checkMute(Kind.MUTE_NETWORK, room, from.label());
        }
        Rules.Silence silence = silence(room);
        if (silence != null && silence.covers(author.lane())) {
            throw new Refusal(
                    ErrorCode.ROOM_SILENCED, "the room is silenced by its moderators", left(silence.untilMillis()));
        }
    }

    /**
     * Refuses a room that is closed.
     *
     * @throws Refusal {@code room_closed}
     */
    public void checkOpen(RoomId room) {
        Sanction closed = find(SanctionKey.of(Kind.CLOSED, room)).orElse(null);
        if (closed != null) {
            throw new Refusal(
                    ErrorCode.ROOM_CLOSED, "the room is closed by its moderators", left(closed.untilMillis()));
        }
    }

    /** How long each viewer of a room has to wait between two posts; zero where moderators have not said so. */
    public Duration slow(RoomId room) {
        return find(SanctionKey.of(Kind.SLOW, room))
                .map(slow -> Duration.ofMillis(Long.parseLong(slow.detail())))
                .orElse(Duration.ZERO);
    }

    /** What a room's viewers are told of it. */
    public Rules rules(RoomId room) {
        return new Rules(
                slow(room),
                silence(room),
                find(SanctionKey.of(Kind.PIN, room)).map(Sanction::detail).orElse(null));
    }

    /** What holds under this key, if anything. */
    public Optional<Sanction> find(SanctionKey key) {
        ConcurrentMap<SanctionKey, Sanction> all = of(key.kind());
        Sanction found = all.isEmpty() ? null : all.get(key);
        return found != null && holds(found) ? Optional.of(found) : Optional.empty();
    }

    /** What holds in a room, with what holds everywhere; or, for null, all that holds. In a fixed order. */
    public List<Sanction> list(@Nullable RoomId room) {
        return held.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .filter(one -> room == null
                        || one.key().room() == null
                        || room.equals(one.key().room()))
                .filter(this::holds)
                .sorted(BY_KEY)
                .toList();
    }

    private void checkMute(Kind kind, RoomId room, @Nullable String target) {
        if (target == null || of(kind).isEmpty()) {
            return;
        }
        Sanction mute = find(new SanctionKey(kind, room, target))
                .or(() -> find(new SanctionKey(kind, null, target)))
                .orElse(null);
        if (mute != null) {
            throw new Refusal(
                    ErrorCode.MUTED,
                    mute.key().room() == null ? "you may not post here" : "you may not post in this room",
                    mute.untilMillis() == 0 ? null : left(mute.untilMillis()));
        }
    }

    private Rules.@Nullable Silence silence(RoomId room) {
        return find(SanctionKey.of(Kind.SILENCE, room))
                .map(one -> new Rules.Silence(
                        one.detail().isEmpty() ? null : Lane.of(Optional.of(one.detail())), one.untilMillis()))
                .orElse(null);
    }

    private Duration left(long untilMillis) {
        return untilMillis == 0 ? OPEN_END : Duration.ofMillis(Math.max(1, untilMillis - time.epochMillis()));
    }

    private boolean holds(Sanction sanction) {
        return sanction.holdsAt(time.epochMillis());
    }

    private int size() {
        return held.values().stream().mapToInt(Map::size).sum();
    }

    private ConcurrentMap<SanctionKey, Sanction> of(Kind kind) {
        return Objects.requireNonNull(held.get(kind));
    }
}
