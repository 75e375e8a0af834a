package live.danmaku.moderation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Settings;
import live.danmaku.model.Author;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Lane;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * How fast somebody may post: a connection (over HTTP: an address), a user on all their connections, all who come from one
 * address; and once in how long into a room in slow mode. Hosts and moderators may post as they please.
 *
 * <p>Bound: {@link Buckets#MOST} each; who is forgotten begins anew, with a full bucket.
 *
 * <p>Threading: any thread.
 */
public final class PostLimits {

    /** A bucket holds no more than what comes in so long, so that one that was not asked for as long is full. */
    private static final int MOST_SECONDS = 60;

    private static final Duration LONGEST_SLOW = Duration.ofHours(1);

    private final LiveSettings settings;
    private final Buckets<String> senders;
    private final Buckets<String> users;
    private final Buckets<Network> addresses;
    private final Buckets<Place> slow;

    public PostLimits(LiveSettings settings, TimeSource time) {
        this.settings = settings;
        Duration kept = Duration.ofSeconds(MOST_SECONDS);
        this.senders = new Buckets<>(time, kept);
        this.users = new Buckets<>(time, kept);
        this.addresses = new Buckets<>(time, kept);
        this.slow = new Buckets<>(time, LONGEST_SLOW);
    }

    /** Somebody in a room. */
    private record Place(RoomId room, String who) {}

    /**
     * Counts a post.
     *
     * @param slowMode how long each sender waits between two posts into the room, an hour at most; zero where nobody has to
     * @throws Refusal {@code post_limit}, {@code user_limit}, {@code address_limit} or {@code slow_mode}, with the time to
     *     wait
     */
    public void check(RoomId room, Author author, Duration slowMode) {
        Settings now = settings.get();
        if (!now.isOn(Key.LIMITS)
                || author.lane() == Lane.HOST
                || author.identity().may(Right.MODERATE)) {
            return;
        }
        check(senders, author.sender(), now, Key.POST_RATE, Key.POST_BURST, ErrorCode.POST_LIMIT, "you");
        check(users, author.user(), now, Key.POST_USER_RATE, Key.POST_USER_BURST, ErrorCode.USER_LIMIT, "one user");
        check(
                addresses,
                author.network(),
                now,
                Key.POST_ADDRESS_RATE,
                Key.POST_ADDRESS_BURST,
                ErrorCode.ADDRESS_LIMIT,
                "all from one address");
        checkSlow(room, author, slowMode.toMillis());
    }

    private static <K> void check(
            Buckets<K> buckets, @Nullable K key, Settings now, Key rate, Key burst, ErrorCode code, String who) {
        int perSecond = now.get(rate);
        if (key == null || perSecond == 0) {
            return;
        }
        long most = Math.min(now.get(burst), (long) MOST_SECONDS * perSecond);
        long wait = buckets.take(key, TokenBucket.Rate.perSecond(perSecond, most));
        if (wait > 0) {
            throw refusal(code, who + " may post " + perSecond + " times a second", wait);
        }
    }

    private void checkSlow(RoomId room, Author author, long millis) {
        if (millis == 0) {
            return;
        }
        long wait = slow.take(new Place(room, who(author)), TokenBucket.Rate.of(1, millis));
        if (wait > 0) {
            throw refusal(
                    ErrorCode.SLOW_MODE, "the room is in slow mode: one post in " + millis + " ms for each", wait);
        }
    }

    /** Gives an author back their turn in a room in slow mode, because the post that took it was refused for what it says. */
    public void giveBack(RoomId room, Author author) {
        // A turn is all that such a bucket holds, and it was full before.
        slow.forget(new Place(room, who(author)));
    }

    /** The user, on whatever connection, or the connection where nobody knows the user. */
    static String who(Author author) {
        String user = author.user();
        return user != null ? "user " + user : author.sender();
    }

    private static Refusal refusal(ErrorCode code, String sentence, long waitNanos) {
        return new Refusal(code, sentence, Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(waitNanos) + 1));
    }

    /** Forgets those who have not posted for long. */
    public void tidy() {
        senders.tidy();
        users.tidy();
        addresses.tidy();
        slow.tidy();
    }

    /** Buckets that are kept now, about. */
    public long size() {
        return senders.size() + users.size() + addresses.size() + slow.size();
    }
}
