package live.danmaku.room;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import live.danmaku.FakeSocket;
import live.danmaku.TestNode;
import live.danmaku.cluster.NodeMessage;
import live.danmaku.cluster.NodeMessage.Window;
import live.danmaku.cluster.Relay;
import live.danmaku.history.Resume;
import live.danmaku.history.Start;
import live.danmaku.model.Author;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Omission;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.moderation.Judge;
import live.danmaku.moderation.WordLists;
import live.danmaku.sanction.Act;
import live.danmaku.sanction.AuditTrail;
import live.danmaku.sanction.Kind;
import live.danmaku.sanction.SanctionKey;
import live.danmaku.sanction.SanctionStore;
import live.danmaku.telemetry.Counter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A room on two nodes that tell each other at once, on one time. */
class TwoNodesTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");
    private static final Author MODERATOR = new Author(
            "mo",
            "mo",
            new Identity("mo", null, Lane.HOST, Set.of(Right.MODERATE, Right.MODERATE_EVERYWHERE), null),
            null);

    private final Node a = new Node("a");
    private final Node b = new Node("b");

    TwoNodesTest() {
        a.other = b;
        b.other = a;
    }

    /** A node, and its way to the other one. */
    private static final class Node implements Relay, RoomListener {

        private final TestNode rooms;
        private final Moderation moderation;
        private final OtherNodes news;
        private final List<NodeMessage> told = new ArrayList<>();
        private final List<String> accepted = new ArrayList<>();
        private @Nullable Node other;
        private boolean cut;

        Node(String name) {
            rooms = new TestNode(this, this, name);
            SanctionStore store = OtherNodes.telling(SanctionStore.NONE, rooms.sanctions, this);
            moderation = new Moderation(
                    rooms.registry,
                    rooms.admission(new WordLists(), Judge.NONE),
                    rooms.sanctions,
                    store,
                    new AuditTrail(store, rooms.time),
                    rooms.time,
                    rooms.metrics);
            news = new OtherNodes(rooms.registry, moderation, rooms.sanctions, this, rooms.metrics);
        }

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public void tell(NodeMessage message) {
            told.add(message);
            if (!cut) {
                message.deliver(Objects.requireNonNull(other).news);
            }
        }

        @Override
        public int viewersElsewhere(RoomId room) {
            return Objects.requireNonNull(other)
                    .rooms
                    .registry
                    .find(room)
                    .map(Room::online)
                    .orElse(0);
        }

        @Override
        public void opened(RoomId room, String epoch) {}

        @Override
        public void accepted(RoomId room, String epoch, List<Danmaku> danmaku) {
            danmaku.forEach(one -> accepted.add(one.draft().text()));
        }

        @Override
        public void closed(RoomId room, String epoch) {}

        FakeSocket join() {
            FakeSocket socket = FakeSocket.open();
            rooms.join(LOBBY, socket);
            return socket;
        }

        void post(String... texts) {
            for (String text : texts) {
                rooms.post(LOBBY, text);
            }
        }

        Room room() {
            return rooms.registry.find(LOBBY).orElseThrow();
        }

        long counted(Counter counter) {
            return rooms.metrics.counted().getOrDefault(counter.label(), 0L);
        }

        List<Window> windows() {
            return told.stream()
                    .filter(Window.class::isInstance)
                    .map(Window.class::cast)
                    .toList();
        }
    }

    private void advance(long millis) {
        for (long i = 0; i < millis; i++) {
            a.rooms.time.advanceMillis(1);
            b.rooms.time.advanceMillis(1);
        }
    }

    @Test
    void post_onOneNode_reachesViewersOfBoth_once_inOrder_andGoesNoFurther() {
        FakeSocket onA = a.join();
        FakeSocket onB = b.join();
        List<String> posted = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            a.post("a" + i);
            b.post("b" + i);
            posted.add("a" + i);
            posted.add("b" + i);
            advance(70);
        }
        advance(2_000);

        assertThat(texts(onA)).containsExactlyInAnyOrderElementsOf(posted);
        assertThat(texts(onB)).containsExactlyInAnyOrderElementsOf(posted);
        assertThat(texts(onA).stream().filter(text -> text.startsWith("b")).toList())
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "b" + i).toList());
        assertThat(texts(onB).stream().filter(text -> text.startsWith("a")).toList())
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "a" + i).toList());
        assertThat(a.accepted).as("what applications on a are told").allMatch(text -> text.startsWith("a"));
        assertThat(a.windows())
                .allSatisfy(window -> assertThat(window.danmaku())
                        .allMatch(one -> one.draft().text().startsWith("a")));
        assertThat(a.room().balance().accepted()).isEqualTo(100);
        assertThat(a.room().balance().difference()).isZero();
        assertThat(b.counted(Counter.RELAYED)).isEqualTo(50);
        assertThat(b.counted(Counter.RELAYED_MISSED)).isZero();
    }

    @Test
    void post_inAQuietRoom_isOnBothNodesAtOnce() {
        FakeSocket onB = b.join();
        a.post("first");
        advance(1);

        assertThat(texts(onB)).containsExactly("first");
        assertThat(onB.last()).contains("\"relayed\":[{\"epoch\":\"a1\",\"first\":1,\"origin\":1,\"count\":1}]");
    }

    @Test
    void post_withinAWindow_isToldShortlyBeforeItsEnd_andIsInTheOtherNodesSameWindow() {
        FakeSocket onA = a.join();
        FakeSocket onB = b.join();
        a.post("first");
        advance(100);
        a.post("second");
        advance(799);
        assertThat(a.windows()).hasSize(1);
        advance(1);
        assertThat(a.windows()).hasSize(2);
        assertThat(texts(onB)).containsExactly("first");
        advance(100);

        assertThat(texts(onA)).containsExactly("first", "second");
        assertThat(texts(onB)).containsExactly("first", "second");
    }

    @Test
    void post_afterTheOthersWereTold_isNotForgotten() {
        FakeSocket onB = b.join();
        a.post("first");
        advance(100);
        a.post("in time");
        advance(850);
        a.post("late");
        advance(2_000);

        assertThat(texts(onB)).containsExactly("first", "in time", "late");
        assertThat(a.windows()).hasSize(3);
        assertThat(a.windows()).extracting(Window::before).containsExactly(0L, 1L, 2L);
    }

    @Test
    void window_ofARoomThatNobodyWatchesHere_makesNone() {
        a.post("hello");
        advance(10);

        assertThat(b.rooms.registry.find(LOBBY)).isEmpty();
    }

    @Test
    void window_thatComesTwice_isTakenOnce_andOneThatDoesNotCome_isTold() {
        FakeSocket onB = b.join();
        a.post("one");
        advance(1_500);
        b.news.window(a.windows().get(0));
        a.cut = true;
        a.post("two", "three");
        advance(1_500);
        a.cut = false;
        a.post("four");
        advance(1_500);

        assertThat(texts(onB)).containsExactly("one", "four");
        assertThat(onB.last()).contains("\"missed\":2");
        assertThat(b.counted(Counter.RELAYED_TWICE)).isEqualTo(1);
        assertThat(b.counted(Counter.RELAYED_MISSED)).isEqualTo(2);
    }

    @Test
    void window_moreThanMayBeTold_isThinnedFairly_andTheRestIsTold() {
        a.rooms.source.set("danmaku.cluster.danmaku", "10");
        a.rooms.settings.refresh();
        FakeSocket onA = a.join();
        FakeSocket onB = b.join();
        a.post("first");
        advance(100);
        a.post(IntStream.range(0, 25).mapToObj(i -> "t" + i).toArray(String[]::new));
        advance(2_000);

        assertThat(texts(onA)).hasSize(26);
        assertThat(texts(onB)).hasSize(11);
        assertThat(onB.last()).contains("\"missed\":15");
    }

    @Test
    void window_noPlaceForIt_isTold_andTheRoomGoesOn() {
        b.rooms.source.set("danmaku.room.queue", "100");
        b.rooms.settings.refresh();
        FakeSocket onB = b.join();
        a.post("first");
        advance(100);
        a.post(IntStream.range(0, 201).mapToObj(i -> "t" + i).toArray(String[]::new));
        advance(1_000);
        b.post("own");
        advance(2_000);

        assertThat(texts(onB)).containsExactly("first", "own");
        assertThat(onB.last()).contains("\"missed\":201");
        assertThat(b.room().balance().difference()).isZero();
    }

    @Test
    void thinning_boundsWhatViewersOfEitherNodeSee() {
        for (Node node : List.of(a, b)) {
            node.rooms.source.set("danmaku.thin", "10");
            node.rooms.settings.refresh();
        }
        FakeSocket onA = a.join();
        FakeSocket onB = b.join();
        advance(1);
        a.post("first");
        advance(100);
        a.post(IntStream.range(0, 30).mapToObj(i -> "a" + i).toArray(String[]::new));
        b.post(IntStream.range(0, 30).mapToObj(i -> "b" + i).toArray(String[]::new));
        advance(2_000);

        assertThat(texts(onA)).hasSize(11);
        assertThat(texts(onB)).hasSize(11);
        assertThat(b.room().balance().thinned()).containsKey(Omission.RATE);
        assertThat(b.room().balance().difference()).isZero();
    }

    @Test
    void online_isWhatBothHave() {
        FakeSocket onA = a.join();
        b.join();
        b.join();
        a.post("x");
        advance(1);

        assertThat(onA.last()).contains("\"online\":3");
        assertThat(a.room().status().online()).isEqualTo(1);
        assertThat(a.room().status().watching()).isEqualTo(3);
    }

    @Test
    void recall_onTheOtherNode_takesItBackOnBoth_whereverItWasPosted() {
        FakeSocket onA = a.join();
        FakeSocket onB = b.join();
        a.post("bad");
        b.post("good");
        advance(1_500);
        long idOnB = idOf(onB, "bad");

        b.moderation.perform(LOBBY, new Act.Recall(b.room().epoch(), List.of(idOnB)), MODERATOR);
        advance(1_500);

        assertThat(onA.last()).contains("\"recalled\":[" + idOf(onA, "bad") + "]");
        assertThat(onB.last()).contains("\"recalled\":[" + idOnB + "]");
        for (Node node : List.of(a, b)) {
            assertThat(node.room().history().batchesAfter(0, 10, 1 << 20))
                    .noneMatch(entry -> entry.encoded().text().contains("bad"))
                    .anyMatch(entry -> entry.encoded().text().contains("good"));
        }
    }

    @Test
    void recall_beforeTheDanmakuComes_keepsItOut() {
        FakeSocket onB = b.join();
        a.cut = true;
        a.post("bad", "good");
        advance(1_500);
        a.cut = false;
        a.moderation.perform(LOBBY, new Act.Recall(a.room().epoch(), List.of(1L)), MODERATOR);
        b.news.window(a.windows().get(0));
        advance(1_500);

        assertThat(texts(onB)).containsExactly("good");
    }

    @Test
    void rulesAndMutesAndNotices_onOneNode_holdOnBoth_untilTheyAreLifted() {
        FakeSocket onB = b.join();
        a.join();
        perform(new Act.Impose("pin", Kind.PIN, "", "be kind", null));
        perform(new Act.Impose("mute", Kind.MUTE_USER, "u7", "", Duration.ofMinutes(1)));
        perform(new Act.Announce("hi all"));
        advance(1_500);

        assertThat(String.join("", onB.sent())).contains("\"pinned\":\"be kind\"", "\"notices\":[\"hi all\"]");
        SanctionKey mute = new SanctionKey(Kind.MUTE_USER, LOBBY, "u7");
        assertThat(b.rooms.sanctions.find(mute))
                .isEqualTo(a.rooms.sanctions.find(mute))
                .isPresent();

        perform(new Act.Lift("unmute", Kind.MUTE_USER, "u7"));
        perform(new Act.Lift("unpin", Kind.PIN, ""));
        advance(1_500);

        assertThat(b.rooms.sanctions.list(null)).isEmpty();
        assertThat(onB.last()).doesNotContain("be kind");
        assertThat(b.told).as("nothing is told on").noneMatch(message -> !(message instanceof Window));
    }

    @Test
    void close_onOneNode_endsTheViewersOfBoth() {
        FakeSocket onB = b.join();
        a.join();

        perform(new Act.Impose("close", Kind.CLOSED, "", "", null));

        assertThat(onB.closed()).isEqualTo(CloseCode.ROOM_CLOSED);
    }

    @Test
    void sanctionsWanted_areToldTogether() {
        perform(new Act.Impose("mute", Kind.MUTE_USER, "u7", "", null));
        perform(new Act.Impose("slow", Kind.SLOW, "", "3000", null));
        b.rooms.sanctions.list(null).forEach(one -> b.rooms.sanctions.lift(one.key()));

        a.news.sanctionsWanted();

        assertThat(b.rooms.sanctions.list(null))
                .isEqualTo(a.rooms.sanctions.list(null))
                .hasSize(2);
    }

    @Test
    void viewerThatMoves_getsWhatItHasNotHad_andCanTellWhatItHas() {
        FakeSocket onA = a.join();
        b.join();
        a.post("a1");
        b.post("b1");
        advance(1_500);
        a.post("a2");
        b.post("b2");
        advance(1_500);
        String heard = heard(onA);
        a.post("a3");
        b.post("b3");
        advance(1_500);

        Room room = b.room();
        Start start = room.history().start(Resume.of("a1", "2", null, heard), room.epoch(), room.seq());

        assertThat(start.recovered()).isTrue();
        assertThat(room.history().batchesAfter(start.seen(), 10, 1 << 20))
                .anyMatch(entry -> entry.encoded().text().contains("a3"))
                .anyMatch(entry -> entry.encoded().text().contains("b3"));
        assertThat(room.history().batchesAfter(start.seen(), 10, 1 << 20))
                .noneMatch(entry -> entry.encoded().text().contains("\"text\":\"a1\""));
    }

    private void perform(Act act) {
        a.moderation.perform(LOBBY, act, MODERATOR);
    }

    /** What a client says of what it has had. */
    private static String heard(FakeSocket socket) {
        Map<String, Long> heard = new TreeMap<>();
        for (JsonObject batch : batches(socket)) {
            heard.put(batch.getString("epoch"), ids(batch).get(ids(batch).size() - 1));
            if (batch.containsKey("relayed")) {
                for (JsonObject run : batch.getJsonArray("relayed").getValuesAs(JsonObject.class)) {
                    heard.put(run.getString("epoch"), run.getInt("origin") + run.getInt("count") - 1L);
                }
            }
        }
        return heard.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    private static long idOf(FakeSocket socket, String text) {
        for (JsonObject batch : batches(socket)) {
            int at = texts(batch.toString()).indexOf(text);
            if (at >= 0) {
                return ids(batch).get(at);
            }
        }
        throw new AssertionError(text + " did not come");
    }

    private static List<Long> ids(JsonObject batch) {
        List<Long> ids = new ArrayList<>();
        long next = batch.getJsonNumber("id").longValue();
        for (JsonObject item : batch.getJsonArray("items").getValuesAs(JsonObject.class)) {
            long id = item.containsKey("id") ? item.getJsonNumber("id").longValue() : next;
            ids.add(id);
            next = id + 1;
        }
        return ids;
    }

    private static List<JsonObject> batches(FakeSocket socket) {
        return socket.sent().stream()
                .filter(message -> message.startsWith("{\"type\":\"batch\""))
                .map(message -> Json.createReader(new StringReader(message)).readObject())
                .toList();
    }

    private static List<String> texts(FakeSocket socket) {
        return batches(socket).stream()
                .flatMap(batch -> texts(batch.toString()).stream())
                .toList();
    }

    private static List<String> texts(String batch) {
        return TEXT.matcher(batch).results().map(found -> found.group(1)).toList();
    }
}
