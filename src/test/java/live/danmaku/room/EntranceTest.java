package live.danmaku.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import live.danmaku.FakeSocket;
import live.danmaku.TestNode;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.transport.Outbox;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Who is let in, seen through the registry. */
class EntranceTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final RoomId OTHER = new RoomId("other");

    private final TestNode node = new TestNode();

    @Test
    void knock_nothingSet_letsManyViewersIn() {
        Stream.generate(FakeSocket::open).limit(10_000).forEach(viewer -> {
            node.registry.knock(LOBBY, null);
            node.join(LOBBY, viewer);
        });

        assertThat(node.registry.viewers()).isEqualTo(10_000);
    }

    @Test
    void knock_fasterThanTheRate_isRefusedUntilTheBucketFills() {
        set("danmaku.connects", 10);
        set("danmaku.connects.burst", 5);
        for (int i = 0; i < 5; i++) {
            node.registry.knock(LOBBY, null);
        }

        assertRefused(() -> node.registry.knock(LOBBY, null), ErrorCode.TOO_MANY_CONNECTS);
        node.time.advanceMillis(99);
        assertRefused(() -> node.registry.knock(LOBBY, null), ErrorCode.TOO_MANY_CONNECTS);
        node.time.advanceMillis(1);
        node.registry.knock(LOBBY, null);
        assertRefused(() -> node.registry.knock(LOBBY, null), ErrorCode.TOO_MANY_CONNECTS);
    }

    @Test
    void knock_afterAQuietTime_takesNoMoreThanTheBurst() {
        set("danmaku.connects", 10);
        set("danmaku.connects.burst", 5);
        node.time.advanceMillis(3_600_000);
        for (int i = 0; i < 5; i++) {
            node.registry.knock(LOBBY, null);
        }

        assertRefused(() -> node.registry.knock(LOBBY, null), ErrorCode.TOO_MANY_CONNECTS);
    }

    @Test
    void knock_refusedMany_areToldToComeBackAtDifferentTimes() {
        set("danmaku.connects", 1);
        set("danmaku.connects.burst", 1);
        node.registry.knock(LOBBY, null);

        List<Long> delays = Stream.generate(this::refusedDelay).limit(500).toList();

        assertThat(delays).allSatisfy(delay -> assertThat(delay).isBetween(1L, 10L));
        assertThat(delays.stream().distinct().count()).isGreaterThan(5);
    }

    private long refusedDelay() {
        try {
            node.registry.knock(LOBBY, null);
            throw new AssertionError("was let in");
        } catch (Refusal e) {
            return e.retryAfterSeconds();
        }
    }

    @Test
    void join_fullRoom_isRefused_andAnotherRoomIsNot() {
        set("danmaku.room.viewers", 2);
        node.join(LOBBY, FakeSocket.open());
        Outbox leaving = node.join(LOBBY, FakeSocket.open());

        assertRefused(() -> node.registry.knock(LOBBY, null), ErrorCode.ROOM_FULL);
        assertRefused(() -> node.join(LOBBY, FakeSocket.open()), ErrorCode.ROOM_FULL);
        node.join(OTHER, FakeSocket.open());
        assertThat(node.registry.viewers())
                .as("a refused viewer is not counted")
                .isEqualTo(3);

        leaving.discard();
        node.registry.knock(LOBBY, null);
        node.join(LOBBY, FakeSocket.open());
    }

    @Test
    void join_roomWithALimitOfItsOwn_hasThat() {
        set("danmaku.room.viewers", 1);
        set("danmaku.rooms.lobby.viewers", 2);
        node.join(LOBBY, FakeSocket.open());
        node.join(LOBBY, FakeSocket.open());
        node.join(OTHER, FakeSocket.open());

        assertRefused(() -> node.join(LOBBY, FakeSocket.open()), ErrorCode.ROOM_FULL);
        assertRefused(() -> node.join(OTHER, FakeSocket.open()), ErrorCode.ROOM_FULL);
    }

    @Test
    void join_fullNode_isRefusedInEveryRoom() {
        set("danmaku.viewers", 2);
        node.join(LOBBY, FakeSocket.open());
        Outbox leaving = node.join(OTHER, FakeSocket.open());

        assertRefused(() -> node.registry.knock(LOBBY, null), ErrorCode.NODE_FULL);
        assertRefused(() -> node.join(LOBBY, FakeSocket.open()), ErrorCode.NODE_FULL);
        leaving.discard();
        leaving.discard();
        node.join(LOBBY, FakeSocket.open());
        assertRefused(() -> node.join(LOBBY, FakeSocket.open()), ErrorCode.NODE_FULL);
    }

    @Test
    void join_manyFromOneNetwork_areRefused_andThoseFromOthersAreNot() {
        set("danmaku.address.viewers", 2);
        node.join(LOBBY, FakeSocket.from("2001:db8:1:2::1"));
        Outbox leaving = node.join(OTHER, FakeSocket.from("2001:db8:1:2:ffff::9"));

        assertRefused(() -> knock("2001:db8:1:2::7"), ErrorCode.TOO_MANY_FROM_ADDRESS);
        assertRefused(() -> node.join(LOBBY, FakeSocket.from("2001:db8:1:2::7")), ErrorCode.TOO_MANY_FROM_ADDRESS);
        node.join(LOBBY, FakeSocket.from("2001:db8:1:3::7"));
        node.join(LOBBY, FakeSocket.from("192.0.2.1"));
        node.join(LOBBY, FakeSocket.open());

        leaving.discard();
        knock("2001:db8:1:2::7");
        node.join(LOBBY, FakeSocket.from("2001:db8:1:2::7"));
    }

    @Test
    void join_manyOfOneUser_areRefused_andThoseOfOthersAreNot() {
        set("danmaku.user.viewers", 2);
        node.join(LOBBY, FakeSocket.open(), "ann");
        Outbox leaving = node.join(OTHER, FakeSocket.open(), "ann");

        assertRefused(() -> node.join(LOBBY, FakeSocket.open(), "ann"), ErrorCode.TOO_MANY_FROM_USER);
        node.join(LOBBY, FakeSocket.open(), "bob");
        node.join(LOBBY, FakeSocket.open());
        assertThat(node.registry.viewers()).isEqualTo(4);

        leaving.discard();
        node.join(LOBBY, FakeSocket.open(), "ann");
    }

    @Test
    void knock_limitsOff_areNotLookedAt() {
        set("danmaku.address.viewers", 1);
        set("danmaku.limits.enabled", 0);

        node.join(LOBBY, FakeSocket.from("192.0.2.1"));
        node.join(LOBBY, FakeSocket.from("192.0.2.1"));
        for (int i = 0; i < 20_000; i++) {
            knock("192.0.2.1");
        }
    }

    @Test
    void join_networksThatWereThere_leaveNoEntry() {
        set("danmaku.address.viewers", 2);
        Entrance entrance = new Entrance(node.settings, node.time);
        List<Place> counted = Stream.iterate(1, i -> i + 1)
                .limit(100)
                .map(i -> entrance.admit(Network.of("192.0.2." + i).orElseThrow(), null))
                .toList();
        assertThat(entrance.networks()).isEqualTo(100);

        counted.forEach(entrance::leave);

        assertThat(entrance.networks()).isZero();
        assertThat(entrance.viewers()).isZero();
    }

    @Test
    void join_limitSetWhileViewersAreThere_doesNotMiscount() {
        Outbox before = node.join(LOBBY, FakeSocket.from("192.0.2.1"));
        set("danmaku.address.viewers", 1);
        node.join(LOBBY, FakeSocket.from("192.0.2.1"));

        before.discard();

        assertRefused(() -> node.join(LOBBY, FakeSocket.from("192.0.2.1")), ErrorCode.TOO_MANY_FROM_ADDRESS);
    }

    private void knock(String address) {
        node.registry.knock(LOBBY, Network.of(address).orElseThrow());
    }

    private void set(String key, int value) {
        node.source.set(key, Integer.toString(value));
        node.settings.refresh();
    }

    private static void assertRefused(ThrowingCallable action, ErrorCode code) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(action).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.retryAfterSeconds()).isPositive();
        });
    }
}
