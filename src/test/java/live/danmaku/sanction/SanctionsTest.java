package live.danmaku.sanction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import live.danmaku.ManualTime;
import live.danmaku.model.Author;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.model.Rules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SanctionsTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final RoomId OTHER = new RoomId("other");

    private final ManualTime time = new ManualTime();
    private final Sanctions sanctions = new Sanctions(time);

    @Test
    void check_nothingLaidDown_letsEverybodyPost() {
        assertThatCode(() -> sanctions.check(LOBBY, guest("g1", "192.0.2.1"))).doesNotThrowAnyException();
    }

    @Test
    void check_mutedUser_isRefusedOnEveryConnectionAndAddress_inThisRoomOnly() {
        mute(Kind.MUTE_USER, LOBBY, "u1", null);

        assertRefused(LOBBY, user("u1", "first", "192.0.2.1"), ErrorCode.MUTED);
        assertRefused(LOBBY, user("u1", "second", "198.51.100.9"), ErrorCode.MUTED);
        assertThatCode(() -> sanctions.check(OTHER, user("u1", "first", "192.0.2.1")))
                .doesNotThrowAnyException();
        assertThatCode(() -> sanctions.check(LOBBY, user("u2", "first", "192.0.2.1")))
                .doesNotThrowAnyException();
    }

    @Test
    void check_mutedNetwork_isRefusedUnderEveryName_everywhere() {
        mute(Kind.MUTE_NETWORK, null, "2001:db8:1:2::/64", null);

        assertRefused(LOBBY, guest("g1", "2001:db8:1:2::1"), ErrorCode.MUTED);
        assertRefused(OTHER, guest("g2", "2001:db8:1:2:ffff::7"), ErrorCode.MUTED);
        assertThatCode(() -> sanctions.check(LOBBY, guest("g1", "2001:db8:1:3::1")))
                .doesNotThrowAnyException();
    }

    @Test
    void check_mutedSender_isRefusedThoughNothingElseIsKnown() {
        mute(Kind.MUTE_SENDER, LOBBY, "application a", null);

        assertRefused(LOBBY, new Author("Newsroom", Lane.HOST, "application a"), ErrorCode.MUTED);
    }

    @Test
    void check_afterTheTime_letsPostAgain_andSaysTheTimeUntilThen() {
        mute(Kind.MUTE_USER, LOBBY, "u1", Duration.ofSeconds(10));
        time.advanceMillis(9_999);

        assertThatThrownBy(() -> sanctions.check(LOBBY, user("u1", "c", "192.0.2.1")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.retryAfter()).contains(Duration.ofMillis(1)));
        time.advanceMillis(1);

        assertThatCode(() -> sanctions.check(LOBBY, user("u1", "c", "192.0.2.1")))
                .doesNotThrowAnyException();
        assertThat(sanctions.list(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',       HOST,     true", "'',       ORDINARY, true",
        "host,     HOST,     false", "host,     VIP,      true",
        "vip,      VIP,      false", "vip,      ORDINARY, true",
        "ordinary, ORDINARY, false"
    })
    void check_silence_coversTheLanesBelow(String below, Lane lane, boolean refused) {
        sanctions.impose(new Sanction(SanctionKey.of(Kind.SILENCE, LOBBY), below, 0));
        Author author = new Author("ann", lane);

        if (refused) {
            assertRefused(LOBBY, author, ErrorCode.ROOM_SILENCED);
        } else {
            assertThatCode(() -> sanctions.check(LOBBY, author)).doesNotThrowAnyException();
        }
        assertThatCode(() -> sanctions.check(OTHER, author)).doesNotThrowAnyException();
    }

    @Test
    void check_closedRoom_takesNothing_untilItIsReopened() {
        sanctions.impose(new Sanction(SanctionKey.of(Kind.CLOSED, LOBBY), "", 0));
        assertRefused(LOBBY, new Author("Newsroom", Lane.HOST), ErrorCode.ROOM_CLOSED);

        assertThat(sanctions.lift(SanctionKey.of(Kind.CLOSED, LOBBY))).isTrue();
        assertThat(sanctions.lift(SanctionKey.of(Kind.CLOSED, LOBBY))).isFalse();

        assertThatCode(() -> sanctions.check(LOBBY, guest("g1", "192.0.2.1"))).doesNotThrowAnyException();
    }

    @Test
    void rules_areWhatHoldsNow() {
        sanctions.impose(new Sanction(SanctionKey.of(Kind.SLOW, LOBBY), "5000", 0));
        sanctions.impose(new Sanction(SanctionKey.of(Kind.PIN, LOBBY), "Be kind", time.epochMillis() + 1_000));
        sanctions.impose(new Sanction(SanctionKey.of(Kind.SILENCE, LOBBY), "vip", 0));

        assertThat(sanctions.rules(LOBBY))
                .isEqualTo(new Rules(Duration.ofSeconds(5), new Rules.Silence(Lane.VIP, 0), "Be kind"));
        assertThat(sanctions.rules(OTHER)).isEqualTo(Rules.NONE);
        time.advanceMillis(1_000);
        assertThat(sanctions.rules(LOBBY).pinned()).isNull();
    }

    @Test
    void list_ofARoom_hasWhatHoldsEverywhereToo() {
        mute(Kind.MUTE_USER, LOBBY, "here", null);
        mute(Kind.MUTE_USER, OTHER, "there", null);
        mute(Kind.MUTE_USER, null, "everywhere", null);

        assertThat(sanctions.list(LOBBY)).extracting(one -> one.key().target()).containsExactly("everywhere", "here");
        assertThat(sanctions.list(null)).hasSize(3);
    }

    @Test
    void impose_aboveTheBound_isRefused_unlessSomethingHasRunOut() {
        for (int i = 0; i < Sanctions.MAX - 1; i++) {
            mute(Kind.MUTE_USER, LOBBY, "u" + i, null);
        }
        mute(Kind.MUTE_USER, LOBBY, "brief", Duration.ofSeconds(1));
        assertThatThrownBy(() -> mute(Kind.MUTE_USER, LOBBY, "more", null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SANCTIONS_FULL));
        assertThatCode(() -> mute(Kind.MUTE_USER, LOBBY, "u1", Duration.ofDays(1)))
                .as("another time for what is there already")
                .doesNotThrowAnyException();

        time.advanceMillis(1_000);

        mute(Kind.MUTE_USER, LOBBY, "more", null);
        assertThat(sanctions.list(null)).hasSize(Sanctions.MAX);
    }

    @Test
    void impose_severalOfWhichOneIsAboveTheBound_laysDownNone() {
        for (int i = 0; i < Sanctions.MAX - 1; i++) {
            mute(Kind.MUTE_USER, LOBBY, "u" + i, null);
        }
        Sanction user = new Sanction(new SanctionKey(Kind.MUTE_USER, LOBBY, "more"), "", 0);
        Sanction address = new Sanction(new SanctionKey(Kind.MUTE_NETWORK, LOBBY, "192.0.2.1"), "", 0);

        assertThatThrownBy(() -> sanctions.impose(List.of(user, address))).isInstanceOf(Refusal.class);

        assertThat(sanctions.list(null)).hasSize(Sanctions.MAX - 1).doesNotContain(user, address);
    }

    private void mute(Kind kind, @Nullable RoomId room, String target, @Nullable Duration duration) {
        long until = duration == null ? 0 : time.epochMillis() + duration.toMillis();
        sanctions.impose(new Sanction(new SanctionKey(kind, room, target), "", until));
    }

    private void assertRefused(RoomId room, Author author, ErrorCode code) {
        assertThatThrownBy(() -> sanctions.check(room, author))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static Author guest(String sender, String address) {
        return new Author(
                sender, sender, Identity.ANONYMOUS, Network.of(address).orElseThrow());
    }

    private static Author user(String id, String sender, String address) {
        Identity identity = new Identity(id, "Ann", Lane.ORDINARY, Set.of(Right.WATCH, Right.POST), null);
        return new Author("Ann", sender, identity, Network.of(address).orElseThrow());
    }
}
