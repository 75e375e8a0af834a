package live.danmaku.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static live.danmaku.it.ServerContract.nextTexts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.danmaku.cluster.Channel;
import live.danmaku.cluster.Envelope;
import live.danmaku.it.ThreeNodes.Member;
import live.danmaku.model.RoomId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Rooms that are on several nodes, two WildFly and a Payara, and what becomes of them when one of these fails, or the broker. */
class ClusterIT {
    private static final Duration BACK = Duration.ofSeconds(5);

    @SuppressWarnings("NullAway.Init")
    private static ThreeNodes nodes;

    private final List<TestViewer> viewers = new ArrayList<>();

    @BeforeAll
    static void start() {
        nodes = ThreeNodes.started();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @AfterEach
    void leave() {
        viewers.forEach(TestViewer::close);
        nodes.members().forEach(member -> Accounts.assertBalanced(member.http()));
    }

    @Test
    void whatIsPostedOnAnyNode_reachesTheViewersOfAll_once_inItsAuthorsOrder() {
        List<TestViewer> authors = everywhere(roomIn(0), 2);

        for (int i = 0; i < 50; i++) {
            for (int author = 0; author < authors.size(); author++) {
                authors.get(author).post(author + "-" + i);
            }
        }

        for (TestViewer viewer : authors) {
            Seen seen = new Seen();
            read(viewer, seen, () -> seen.texts().size() == 50 * authors.size());
            for (int author = 0; author < authors.size(); author++) {
                String prefix = author + "-";
                assertThat(seen.texts().stream().filter(text -> text.startsWith(prefix)))
                        .as("danmaku of author %d", author)
                        .containsExactlyElementsOf(
                                IntStream.range(0, 50).mapToObj(i -> prefix + i).toList());
            }
            assertThat(seen.repeated()).isZero();
            assertThat(seen.missed()).isZero();
        }
    }

    @Test
    void viewers_areCountedOnAllNodes() {
        String room = roomIn(1);
        TestViewer here = join(nodes.first(), room);
        TestViewer there = join(nodes.third(), room);
        TestViewer leaving = join(nodes.third(), room);

        awaitOnline(here, 3);
        awaitOnline(there, 3);
        leaving.close();
        awaitOnline(here, 2);
        awaitOnline(there, 2);
    }

    @Test
    void whatModeratorsDoOnOneNode_holdsOnTheOthers() {
        String room = roomIn(2);
        List<TestViewer> everybody = everywhere(room, 1);
        TestViewer muted = joinAs(nodes.second(), room, "u1");

        act(nodes.first(), room, "{\"act\":\"mute\",\"user\":\"u1\",\"for\":600000}");
        act(nodes.second(), room, "{\"act\":\"announce\",\"text\":\"Back in five\"}");
        act(nodes.third(), room, "{\"act\":\"pin\",\"text\":\"Be kind\"}");
        act(nodes.first(), room, "{\"act\":\"silence\",\"below\":\"host\"}");

        for (TestViewer viewer : everybody) {
            boolean announced = false;
            boolean ruled = false;
            while (!announced || !ruled) {
                String batch = viewer.nextRaw("batch");
                announced |= batch.contains("\"notices\":[\"Back in five\"]");
                ruled |= batch.contains("\"pinned\":\"Be kind\"") && batch.contains("\"silence\":{\"below\":\"host\"");
            }
            assertThat(refusal(viewer)).isEqualTo("room_silenced");
        }
        awaitMuted(muted);
        JsonObject rules = TestViewer.json(greeting(nodes.second(), room)).getJsonObject("rules");
        assertThat(rules.getString("pinned")).isEqualTo("Be kind");
        act(nodes.third(), room, "{\"act\":\"unmute\",\"user\":\"u1\"}");
        act(nodes.third(), room, "{\"act\":\"unsilence\"}");
        await().atMost(TestViewer.PATIENCE).until(() -> refusal(muted).isEmpty());
    }

    @Test
    void aRecall_takesADanmakuBackOnAllNodes() {
        String room = roomIn(3);
        List<TestViewer> everybody = everywhere(room, 1);
        everybody.get(0).post("slur");
        everybody.forEach(viewer -> assertThat(nextTexts(viewer, 1)).containsExactly("slur"));

        String epoch = nodes.first().http().room(room).getString("epoch");
        act(nodes.first(), room, "{\"act\":\"recall\",\"epoch\":\"" + epoch + "\",\"ids\":[1]}");

        everybody.forEach(viewer -> assertThat(viewer.next("batch")
                        .getJsonObject("acts")
                        .getJsonArray("recalled")
                        .getInt(0))
                .isEqualTo(1));
        assertThat(nodes.members())
                .allSatisfy(member -> assertThat(
                                member.http().get("rooms/" + room + "/batches").body())
                        .contains("\"batches\":[{")
                        .doesNotContain("slur"));
    }

    @Test
    void aNodeWithoutViewersInAPart_isNotToldOfIt() {
        String room = roomIn(4);
        TestViewer viewer = join(nodes.first(), room);
        awaitListeners(room, 1);

        assertThat(nodes.third().http().postText(room, "from afar").statusCode())
                .isEqualTo(202);

        assertThat(nextTexts(viewer, 1)).containsExactly("from afar");
        assertThat(listeners(room)).isEqualTo(1);
    }

    @Test
    void whatIsNoMessageOfANode_isIgnored_counted_andLoggedOnce() throws IOException {
        String room = roomIn(5);
        List<TestViewer> everybody = everywhere(room, 1);
        List<Long> before = nodes.members().stream().map(ClusterIT::refused).toList();
        List<byte[]> foreign = List.of(
                new byte[0],
                "{\"kind\":\"window\"}".getBytes(UTF_8),
                new byte[] {'D', 'K', 0, 0, 3, 0},
                new byte[] {'D', 'K', 99, 0, 3, 0},
                new byte[] {'D', 'K', 1, 0, 3, 0},
                new byte[] {'D', 'K', 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0},
                new byte[2 * Envelope.MAX_BYTES]);

        try (JMSContext context = nodes.broker().connectionFactory().createContext()) {
            JMSProducer producer = context.createProducer().setProperty("dmNode", "n1'");
            for (int i = 0; i < 10; i++) {
                foreign.forEach(bytes -> producer.send(context.createTopic(topic(room)), bytes));
                producer.send(context.createTopic(topic(room)), "a text");
            }
        }

        for (int i = 0; i < before.size(); i++) {
            Member member = nodes.members().get(i);
            long expected = before.get(i) + 10L * (foreign.size() + 1);
            await().atMost(TestViewer.PATIENCE)
                    .untilAsserted(() -> assertThat(refused(member)).isEqualTo(expected));
            try (Stream<String> lines = Files.lines(member.server().logFile())) {
                assertThat(lines.filter(line -> line.contains("a message on the bus was ignored")))
                        .as("one each: foreign, of another version, forged")
                        .hasSize(3);
            }
        }
        everybody.get(2).post("unharmed");
        everybody.forEach(viewer -> assertThat(nextTexts(viewer, 1)).containsExactly("unharmed"));
    }

    @Test
    void withoutTheBroker_eachNodeGoesOn_andItsReturnIsNoticed_andWhatWasLostIsTold() {
        String room = roomIn(6);
        List<TestViewer> everybody = everywhere(room, 1);
        List<Seen> seen = everybody.stream().map(viewer -> new Seen()).toList();
        Posting posting = new Posting(nodes.first().http(), room, "p");
        posting.go(10);
        readAll(everybody, seen, "p9");

        nodes.broker().stop();
        long back;
        try {
            posting.go(100);
            read(everybody.get(0), seen.get(0), () -> seen.get(0).texts().contains("p109"));
        } finally {
            nodes.broker().start();
            back = System.nanoTime();
        }
        posting.go(1);
        while (seen.stream().anyMatch(one -> isBefore(one, 110))) {
            posting.go(1);
            for (int i = 0; i < everybody.size(); i++) {
                readWhatIsThere(everybody.get(i), seen.get(i));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(BACK);
        }

        posting.go(1);
        readAll(everybody, seen, posting.last());
        assertThat(seen.get(0).texts()).isEqualTo(posting.texts());
        assertThat(seen).allSatisfy(one -> {
            assertThat(posting.texts()).containsSubsequence(one.texts());
            assertThat(one.texts().size() + one.missed())
                    .isEqualTo(posting.texts().size());
        });
    }

    @Test
    void viewersOfANodeThatFails_goOnOnAnother_andMissNothing() {
        String room = roomIn(7);
        List<TestViewer> everybody = everywhere(room, 1);
        act(nodes.first(), room, "{\"act\":\"mute\",\"user\":\"u7\",\"for\":600000}");
        Posting first = new Posting(nodes.first().http(), room, "p");
        Posting third = new Posting(nodes.third().http(), room, "q");
        everybody.get(1).post("from the second");
        first.go(20);
        third.go(20);
        Seen seen = new Seen();
        read(everybody.get(1), seen, () -> seen.texts().contains("p3"));

        nodes.second().server().process().kill();
        try {
            first.go(20);
            third.go(20);
            TestViewer back = TestViewer.join(nodes.third().server().baseUri(), room + "?" + seen.query());
            viewers.add(back);
            assertThat(back.next("hello").getBoolean("recovered")).isTrue();
            first.go(1);
            read(
                    back,
                    seen,
                    () -> seen.texts().contains(first.last()) && seen.texts().contains(third.last()));
        } finally {
            nodes.second().server().start();
        }

        assertThat(first.of(seen.texts())).isEqualTo(first.texts());
        assertThat(third.of(seen.texts())).isEqualTo(third.texts());
        assertThat(seen.texts()).containsOnlyOnce("from the second");
        assertThat(seen.missed()).isZero();
        // A node that comes is told what holds.
        awaitMuted(joinAs(nodes.second(), room, "u7"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGSTOP")
    void aNodeThatStalls_costsTheOthersNothing_andCatchesUp() {
        String room = roomIn(8);
        List<TestViewer> everybody = everywhere(room, 1);
        Posting posting = new Posting(nodes.first().http(), room, "p");
        Seen second = new Seen();
        Seen third = new Seen();
        posting.go(1);
        read(everybody.get(2), third, () -> third.texts().contains("p0"));

        nodes.third().server().process().pause();
        try {
            for (int i = 0; i < 5; i++) {
                long begin = System.nanoTime();
                posting.go(20);
                read(everybody.get(1), second, () -> second.texts().contains(posting.last()));
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            }
        } finally {
            nodes.third().server().process().resume();
        }

        read(everybody.get(2), third, () -> third.texts().contains(posting.last()));
        assertThat(third.texts()).isEqualTo(posting.texts());
        assertThat(second.texts()).isEqualTo(posting.texts());
        assertThat(second.missed() + third.missed()).isZero();
    }

    /** A room that no other test uses, in a part of the rooms that no other one does. */
    private static String roomIn(int shard) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "cluster-" + i)
                .filter(room -> Channel.shardOf(new RoomId(room), ThreeNodes.SHARDS) == shard)
                .findFirst()
                .orElseThrow();
    }

    private static String topic(String room) {
        return "danmaku_"
                + Channel.shard(Channel.shardOf(new RoomId(room), ThreeNodes.SHARDS))
                        .name();
    }

    private static int listeners(String room) {
        return nodes.broker().subscribers().getOrDefault(topic(room), 0);
    }

    private static void awaitListeners(String room, int count) {
        await().atMost(TestViewer.PATIENCE).until(() -> listeners(room) == count);
    }

    /** So many viewers on each node, when all nodes listen to the room; those of the first node first. */
    private List<TestViewer> everywhere(String room, int each) {
        List<TestViewer> joined = nodes.members().stream()
                .flatMap(member -> Stream.generate(() -> join(member, room)).limit(each))
                .toList();
        awaitListeners(room, nodes.members().size());
        return joined;
    }

    private TestViewer join(Member member, String room) {
        TestViewer viewer = TestViewer.join(member.server().baseUri(), room);
        viewers.add(viewer);
        viewer.next("hello");
        return viewer;
    }

    private TestViewer joinAs(Member member, String room, String user) {
        return join(member, room + "?ticket=" + TestTickets.of(user, room, "watch", "post"));
    }

    private String greeting(Member member, String room) {
        TestViewer viewer = TestViewer.join(member.server().baseUri(), room);
        viewers.add(viewer);
        return viewer.nextRaw("hello");
    }

    private static void awaitOnline(TestViewer viewer, int count) {
        await().atMost(TestViewer.PATIENCE).until(() -> {
            viewer.send("{\"type\":\"ping\"}");
            return viewer.next("pong").getInt("online") == count;
        });
    }

    private static void awaitMuted(TestViewer viewer) {
        await().atMost(TestViewer.PATIENCE).until(() -> refusal(viewer).equals("muted"));
    }

    /** The code that a post is refused with; nothing where it is accepted. */
    private static String refusal(TestViewer viewer) {
        viewer.post("may I?");
        JsonObject answer = viewer.next();
        while (answer.getString("type").equals("batch")) {
            answer = viewer.next();
        }
        return answer.getString("code", "");
    }

    private static void act(Member member, String room, String act) {
        String ticket = TestTickets.of("host-1", room, "watch", "moderate");
        assertThat(HttpApi.send(member.http()
                                .request("rooms/" + room + "/acts")
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + ticket)
                                .POST(BodyPublishers.ofString(act)))
                        .statusCode())
                .isEqualTo(200);
    }

    private static long refused(Member member) {
        return member.http().node().counted("relay-refused");
    }

    /** Whether nothing is seen yet of what was posted with this number, and after. */
    private static boolean isBefore(Seen seen, int number) {
        String last = seen.texts().get(seen.texts().size() - 1);
        return Integer.parseInt(last.substring(1)) < number;
    }

    private static void read(TestViewer viewer, Seen seen, BooleanSupplier enough) {
        while (!enough.getAsBoolean()) {
            seen.batch(viewer.next("batch"));
        }
    }

    private static void readAll(List<TestViewer> viewers, List<Seen> seen, String last) {
        for (int i = 0; i < viewers.size(); i++) {
            Seen one = seen.get(i);
            read(viewers.get(i), one, () -> one.texts().contains(last));
        }
    }

    private static void readWhatIsThere(TestViewer viewer, Seen seen) {
        for (int i = viewer.unread(); i > 0; i--) {
            JsonObject message = viewer.next();
            if (message.getString("type").equals("batch")) {
                seen.batch(message);
            }
        }
    }
}
