package live.danmaku.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import live.danmaku.ManualTime;
import live.danmaku.MapSource;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Author;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostLimitsTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final RoomId OTHER = new RoomId("other");

    private final ManualTime time = new ManualTime();
    private final MapSource source = new MapSource();
    private final LiveSettings settings = new LiveSettings(source);
    private final PostLimits limits = new PostLimits(settings, time);

    @Test
    void check_oneConnection_hasItsBurst_andThenItsRate() {
        Author author = author("a", null, null);

        assertThat(accepted(20, author)).isEqualTo(10);
        assertThat(refusal(author).code()).isEqualTo(ErrorCode.POST_LIMIT);
        time.advanceMillis(1_000);
        assertThat(accepted(20, author)).isEqualTo(5);
        assertThat(accepted(20, author("b", null, null))).isEqualTo(10);
    }

    @Test
    void check_refused_saysWhenThePostWillBeTaken() {
        Author author = author("a", null, null);
        accepted(10, author);

        Duration wait = refusal(author).retryAfter().orElseThrow();

        assertThat(wait).isEqualTo(Duration.ofMillis(201));
        time.advanceMillis(wait.toMillis());
        assertThat(accepted(1, author)).isEqualTo(1);
    }

    @Test
    void check_oneUserOnManyConnections_isOneUser() {
        assertThat(accepted(10, author("a", "ann", null))).isEqualTo(10);
        assertThat(accepted(10, author("b", "ann", null))).isEqualTo(10);

        assertThat(refusal(author("c", "ann", null)).code()).isEqualTo(ErrorCode.USER_LIMIT);
        assertThat(accepted(1, author("d", "bob", null))).isEqualTo(1);
    }

    @Test
    void check_oneAddressWithManyConnections_isOneAddress() {
        for (int i = 0; i < 10; i++) {
            assertThat(accepted(10, author("c" + i, null, "192.0.2.1"))).isEqualTo(10);
        }

        assertThat(refusal(author("new", null, "192.0.2.1")).code()).isEqualTo(ErrorCode.ADDRESS_LIMIT);
        assertThat(accepted(1, author("new", null, "192.0.2.2"))).isEqualTo(1);
    }

    @Test
    void check_aFlooder_leavesTheAddressToItsNeighbours() {
        accepted(100_000, author("flooder", null, "192.0.2.1"));

        assertThat(accepted(10, author("neighbour", null, "192.0.2.1"))).isEqualTo(10);
    }

    @Test
    void check_hostsAndModerators_postAsTheyPlease() {
        Author host = new Author("host", "h", Identity.trusted(Lane.HOST), null);
        Author moderator = new Author(
                "mod", "m", new Identity("m", null, Lane.ORDINARY, Set.of(Right.POST, Right.MODERATE), null), null);

        assertThat(accepted(1_000, host)).isEqualTo(1_000);
        assertThat(accepted(1_000, moderator)).isEqualTo(1_000);
        limits.check(LOBBY, host, Duration.ofHours(1));
        limits.check(LOBBY, host, Duration.ofHours(1));
    }

    @Test
    void check_limitsOff_countsNothing() {
        source.set("danmaku.limits.enabled", "false");
        settings.refresh();

        assertThat(accepted(1_000, author("a", "ann", "192.0.2.1"))).isEqualTo(1_000);
        assertThat(limits.size()).isZero();
    }

    @Test
    void check_limitOfZero_isNone() {
        source.set("danmaku.post.rate", "0");
        source.set("danmaku.post.address.rate", "0");
        settings.refresh();

        assertThat(accepted(1_000, author("a", null, "192.0.2.1"))).isEqualTo(1_000);
    }

    @Test
    void check_slowMode_takesOnePostInItsTime_ofEachUserInEachRoom() {
        Duration slow = Duration.ofSeconds(30);
        limits.check(LOBBY, author("a", "ann", null), slow);

        assertThat(refusal(LOBBY, author("b", "ann", null), slow).code()).isEqualTo(ErrorCode.SLOW_MODE);
        assertThat(refusal(LOBBY, author("b", "ann", null), slow).retryAfter()).contains(Duration.ofMillis(30_001));
        limits.check(OTHER, author("b", "ann", null), slow);
        limits.check(LOBBY, author("c", "bob", null), slow);
        time.advanceMillis(30_000);
        limits.check(LOBBY, author("b", "ann", null), slow);
    }

    @Test
    void check_floodOfAddresses_isBounded_andForgotten() {
        for (int i = 0; i < 2 * Buckets.MOST; i++) {
            limits.check(LOBBY, new Author("x", "x" + i, Identity.ANONYMOUS, new Network(false, i)), Duration.ZERO);
        }
        limits.tidy();
        assertThat(limits.size()).isLessThanOrEqualTo(2 * Buckets.MOST);

        time.advanceMillis(61_000);
        limits.tidy();
        assertThat(limits.size()).isZero();
    }

    private int accepted(int attempts, Author author) {
        int accepted = 0;
        for (int i = 0; i < attempts; i++) {
            try {
                limits.check(LOBBY, author, Duration.ZERO);
                accepted++;
            } catch (Refusal e) {
                assertThat(e.retryAfter()).isPresent();
            }
        }
        return accepted;
    }

    private Refusal refusal(Author author) {
        return refusal(LOBBY, author, Duration.ZERO);
    }

    private Refusal refusal(RoomId room, Author author, Duration slow) {
        return assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> limits.check(room, author, slow))
                .actual();
    }

    private static Author author(String sender, @Nullable String user, @Nullable String address) {
        Identity identity = new Identity(user, null, Lane.ORDINARY, Set.of(Right.WATCH, Right.POST), null);
        return new Author(
                sender,
                sender,
                identity,
                Optional.ofNullable(address).flatMap(Network::of).orElse(null));
    }
}
