package live.danmaku.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.danmaku.FakeSocket;
import live.danmaku.TestNode;
import live.danmaku.model.Balance;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Omission;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.telemetry.Counter;
import live.danmaku.transport.Outbox;
import live.danmaku.transport.Pulse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomRegistryTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final RoomId OTHER = new RoomId("other");

    private final TestNode node = new TestNode();

    @AfterEach
    void nothingIsLost() {
        assertThat(node.registry.balance().difference()).isZero();
        assertThat(node.metrics.value(Counter.IMBALANCES)).isZero();
        int online = node.registry.rooms().stream().mapToInt(Room::online).sum();
        assertThat(node.metrics.value(Counter.JOINED) - node.metrics.value(Counter.LEFT))
                .isGreaterThanOrEqualTo(online);
    }

    @Test
    void post_quietRoom_reachesEveryViewerAtOnce() {
        FakeSocket a = FakeSocket.open();
        FakeSocket b = FakeSocket.open();
        node.join(LOBBY, a);
        node.join(LOBBY, b);

        node.post(LOBBY, "hi");
        node.time.settle();

        assertThat(a.sent()).hasSize(2);
        assertThat(a.last()).contains("\"seq\":1").contains("\"online\":2").contains("\"text\":\"hi\"");
        assertThat(b.sent()).isEqualTo(a.sent());
    }

    @Test
    void post_manyWithinAWindow_areOneFrameAtItsEnd() {
        FakeSocket viewer = FakeSocket.open();
        node.join(LOBBY, viewer);
        node.post(LOBBY, "first");
        node.time.settle();

        IntStream.range(0, 100).forEach(i -> node.post(LOBBY, "n" + i));
        node.time.advanceMillis(999);
        assertThat(viewer.sent()).hasSize(2);
        node.time.advanceMillis(1);

        assertThat(viewer.sent()).hasSize(3);
        assertThat(viewer.last()).contains("\"seq\":2", "\"id\":2", "\"n0\"", "\"n99\"");
    }

    @Test
    void post_otherRoom_staysThere() {
        FakeSocket viewer = FakeSocket.open();
        node.join(LOBBY, viewer);

        node.post(OTHER, "hi");
        node.time.advanceMillis(5_000);

        assertThat(viewer.sent()).containsExactly("hello");
        assertThat(node.registry.rooms()).hasSize(2);
    }

    @Test
    void post_fullRoom_isRefusedAndWhatWaitsLeaves() {
        node.source.set("danmaku.room.queue", "100");
        node.settings.refresh();
        IntStream.range(0, 100).forEach(i -> node.post(LOBBY, "n" + i));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> node.post(LOBBY, "one more"))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.ROOM_BUSY);
                    assertThat(refusal.retryAfter()).isPresent();
                });

        node.time.settle();
        assertThat(node.registry.find(LOBBY).orElseThrow().balance())
                .isEqualTo(new Balance(100, 100, 0, Map.of(), 0, 0));
    }

    @Test
    void post_nodeFullOfRooms_isRefused() {
        node.source.set("danmaku.rooms.max", "1");
        node.settings.refresh();
        node.post(LOBBY, "hi");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> node.post(OTHER, "hi"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_ROOMS));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> node.join(OTHER, FakeSocket.open()));
        assertThat(node.registry.rooms()).hasSize(1);
    }

    @Test
    void window_ofOneRoom_isItsOwn() {
        node.source.set("danmaku.rooms.lobby.window", "200");
        node.settings.refresh();
        FakeSocket fast = FakeSocket.open();
        FakeSocket slow = FakeSocket.open();
        node.join(LOBBY, fast);
        node.join(OTHER, slow);

        for (int i = 0; i < 999; i++) {
            node.post(LOBBY, "x");
            node.post(OTHER, "x");
            node.time.advanceMillis(1);
        }

        assertThat(fast.sent()).hasSize(1 + 5);
        assertThat(slow.sent()).hasSize(1 + 1);
    }

    @Test
    void tick_moreThanTheRoomShows_leavesTheRestOutAndSaysSo() {
        node.source.set("danmaku.rooms.lobby.thin", "10");
        node.settings.refresh();
        FakeSocket viewer = FakeSocket.open();
        node.join(LOBBY, viewer);

        IntStream.range(0, 100).forEach(i -> node.post(LOBBY, "n" + i));
        node.time.settle();

        assertThat(viewer.last()).contains("\"id\":10,", "\"omitted\":{\"rate\":90}", "\"n99\"");
        assertThat(node.registry.find(LOBBY).orElseThrow().balance())
                .isEqualTo(new Balance(100, 10, 0, Map.of(Omission.RATE, 90L), 0, 0));
    }

    @Test
    void tick_repeatsInARoomThatCombines_areOneItem() {
        node.source.set("danmaku.combine", "1");
        node.settings.refresh();

        IntStream.range(0, 100).forEach(i -> node.post(LOBBY, "666"));
        node.time.settle();
        node.post(LOBBY, "waiting");

        assertThat(node.registry.find(LOBBY).orElseThrow().balance())
                .isEqualTo(new Balance(101, 1, 99, Map.of(), 0, 1));
    }

    @Test
    void balance_roomsThatAreGone_areInIt() {
        node.post(LOBBY, "hi");
        node.post(OTHER, "hi");
        node.time.settle();
        node.time.advanceMillis(60_000);
        node.registry.tidy();
        assertThat(node.registry.rooms()).isEmpty();
        node.post(LOBBY, "last");

        node.drain(pause -> node.time.advanceMillis(1)).run();

        assertThat(node.registry.balance()).isEqualTo(new Balance(3, 3, 0, Map.of(), 0, 0));
    }

    @Test
    void broadcast_stuckViewer_doesNotHarmOthers() {
        FakeSocket stuck = FakeSocket.stuck();
        FakeSocket reading = FakeSocket.open();
        node.join(LOBBY, stuck);
        node.join(LOBBY, reading);

        for (int i = 0; i < 50; i++) {
            node.post(LOBBY, "n" + i);
            node.time.advanceMillis(1_000);
        }

        assertThat(reading.sent()).hasSize(1 + 50);
        assertThat(stuck.inFlight()).isEqualTo(1);
        assertThat(node.registry.find(LOBBY).orElseThrow().status().skipped()).isEqualTo(49);
    }

    @Test
    void retireIdle_idleRoom_isForgottenAndItsNextLifeIsAnotherEpoch() {
        node.post(LOBBY, "hi");
        node.time.settle();
        assertThat(node.registry.find(LOBBY).orElseThrow().epoch()).isEqualTo("e1");

        node.time.advanceMillis(59_999);
        node.registry.tidy();
        assertThat(node.registry.find(LOBBY)).isPresent();
        node.time.advanceMillis(1);
        node.registry.tidy();
        assertThat(node.registry.find(LOBBY)).isEmpty();

        assertThat(node.registry.post(LOBBY, TestNode.draft("again"))).isEqualTo(new Posted(LOBBY, "e2", 1));
    }

    @Test
    void retireIdle_roomWithAViewer_stays() {
        Outbox viewer = node.join(LOBBY, FakeSocket.open());
        node.time.advanceMillis(1_000_000);
        node.registry.tidy();
        Room room = node.registry.find(LOBBY).orElseThrow();
        assertThat(room.online()).isEqualTo(1);

        viewer.discard();
        viewer.discard();
        assertThat(room.online()).isZero();
        node.registry.tidy();
        assertThat(node.registry.find(LOBBY))
                .as("idle counts from the last leave")
                .isPresent();
        node.time.advanceMillis(60_000);
        node.registry.tidy();
        assertThat(node.registry.find(LOBBY)).isEmpty();
    }

    @Test
    void quietRooms_thousands_planNothing() {
        IntStream.range(0, 10_000).forEach(i -> node.post(new RoomId("r" + i), "hi"));
        node.time.settle();

        assertThat(node.time.plannedTasks()).isZero();
    }

    @Test
    void churn_manyJoinsAndLeaves_leaveNothing() {
        for (int round = 0; round < 100; round++) {
            Set<Outbox> viewers = new HashSet<>();
            Stream.generate(() -> node.join(LOBBY, FakeSocket.open()))
                    .limit(100)
                    .forEach(viewers::add);
            Room room = node.registry.find(LOBBY).orElseThrow();
            assertThat(room.online()).isEqualTo(100);
            viewers.forEach(Outbox::discard);
            assertThat(room.online()).isZero();
        }
    }

    @Test
    void tidy_deliveryLostByItsExecutorInARoomThatFellQuiet_isMade() {
        List<FakeSocket> viewers =
                Stream.generate(() -> FakeSocket.at(lost -> {})).limit(300).toList();
        viewers.forEach(viewer -> node.join(LOBBY, viewer));
        node.post(LOBBY, "hi");
        node.time.settle();

        node.registry.tidy();

        assertThat(viewers).allSatisfy(viewer -> assertThat(viewer.last()).contains("\"text\":\"hi\""));
    }

    @Test
    void pulse_everybodyServed_tellsTheNewestBatch() {
        node.join(LOBBY, FakeSocket.open());
        node.post(LOBBY, "hi");
        node.time.settle();

        assertThat(room().pulse()).contains(new Pulse(1, "{\"type\":\"heartbeat\",\"seq\":1,\"online\":1}"));
    }

    @Test
    void pulse_whileABatchIsBeingOffered_isUnknown() {
        Stream.generate(() -> FakeSocket.at(lost -> {})).limit(300).forEach(viewer -> node.join(LOBBY, viewer));
        node.post(LOBBY, "hi");
        node.time.settle();

        assertThat(room().pulse()).isEmpty();
    }

    private Room room() {
        return node.registry.find(LOBBY).orElseThrow();
    }
}
