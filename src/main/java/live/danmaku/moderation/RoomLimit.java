package live.danmaku.moderation;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;

/**
 * How many rooms may be visited from one address in a minute. A room where it has been within the last minute costs nothing,
 * every other one a token of the address' bucket.
 *
 * <p>Bound: {@link Buckets#MOST} visits and as many addresses; a visit that is forgotten sooner costs a token again.
 *
 * <p>Threading: any thread.
 */
public final class RoomLimit {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Cache<Visit, Boolean> visits;
    private final Buckets<Network> addresses;

    public RoomLimit(TimeSource time) {
        this.visits = Buckets.cache(time, PERIOD);
        this.addresses = new Buckets<>(time, PERIOD);
    }

    private record Visit(Network from, RoomId room) {}

    /**
     * Counts a visit.
     *
     * @param most rooms in a minute, at least 1
     * @throws Refusal {@code too_many_rooms_from_address}, with the time to wait
     */
    public void visit(Network from, RoomId room, int most) {
        Visit visit = new Visit(from, room);
        if (visits.getIfPresent(visit) != null) {
            return;
        }
        long wait = addresses.take(from, TokenBucket.Rate.of(most, PERIOD.toMillis()));
        if (wait > 0) {
            throw new Refusal(
                    ErrorCode.TOO_MANY_ROOMS_FROM_ADDRESS,
                    "from this address there were " + most + " rooms in a minute, its most",
                    Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(wait) + 1));
        }
        visits.put(visit, true);
    }

    /** Forgets what is old, though nobody comes. */
    public void tidy() {
        Buckets.tidy(visits);
        addresses.tidy();
    }
}
