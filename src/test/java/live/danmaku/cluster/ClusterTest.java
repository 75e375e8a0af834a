package live.danmaku.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import live.danmaku.ManualTime;
import live.danmaku.cluster.NodeMessage.Imposed;
import live.danmaku.cluster.NodeMessage.Lifted;
import live.danmaku.cluster.NodeMessage.Notice;
import live.danmaku.cluster.NodeMessage.Recalled;
import live.danmaku.cluster.NodeMessage.Window;
import live.danmaku.model.RoomId;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that tell each other something over a bus of this process. */
class ClusterTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final String SECRET = "s".repeat(32);

    private final LocalBus.Hub hub = new LocalBus.Hub();
    private final ManualTime time = new ManualTime();
    private final List<Node> nodes = new ArrayList<>();

    /** One of the nodes, and what it was told. */
    private final class Node implements NodeMessage.Receiver {

        private final Metrics metrics = new Metrics();
        private final List<NodeMessage> told = new CopyOnWriteArrayList<>();
        private final Cluster cluster;

        Node(String name, int queueBytes, @Nullable String secret) {
            byte[] key = secret == null ? null : secret.getBytes(StandardCharsets.UTF_8);
            cluster = new Cluster(
                    new Cluster.Rules(name, 4, queueBytes, 5_000, key), hub::connect, Thread::new, time, metrics);
            nodes.add(this);
        }

        Node open() {
            cluster.open(this);
            return this;
        }

        long counted(Counter counter) {
            return metrics.counted().getOrDefault(counter.label(), 0L);
        }

        @Override
        public void window(Window window) {
            told.add(window);
        }

        @Override
        public void recalled(Recalled recalled) {
            told.add(recalled);
        }

        @Override
        public void notice(Notice notice) {
            told.add(notice);
        }

        @Override
        public void imposed(Imposed imposed) {
            told.add(imposed);
        }

        @Override
        public void lifted(Lifted lifted) {
            told.add(lifted);
        }

        @Override
        public void sanctionsWanted() {
            cluster.tell(new Imposed(List.of()));
        }
    }

    @AfterEach
    void close() {
        hub.setDown(false);
        nodes.forEach(node -> node.cluster.close());
    }

    @Test
    void tell_aRoomsNews_reachesOnlyNodesThatFollowItsPart() {
        Node sender = node("a");
        Node watching = node("b");
        Node elsewhere = node("c");
        watching.cluster.follow(List.of(LOBBY));
        elsewhere.cluster.follow(List.of(inAnotherPart()));
        Notice here = new Notice(LOBBY, "here");
        Notice everywhere = new Notice(null, "everywhere");

        sender.cluster.tell(here);
        sender.cluster.tell(everywhere);

        await().untilAsserted(() -> {
            assertThat(watching.told).containsExactly(here, everywhere);
            assertThat(elsewhere.told).containsExactly(everywhere);
        });
        assertThat(sender.told).isEmpty();
        await().untilAsserted(
                        () -> assertThat(sender.counted(Counter.RELAY_SENT)).isEqualTo(2));
        assertThat(watching.counted(Counter.RELAY_RECEIVED)).isEqualTo(2);
    }

    @Test
    void follow_partThatNobodyWatchesAnyMore_isLeftAfterAWhile() {
        Node node = node("a");
        node.cluster.follow(List.of(LOBBY, inAnotherPart()));
        assertThat(node.cluster.status().parts()).isEqualTo(2);

        time.advanceMillis(20_000);
        node.cluster.follow(List.of(LOBBY));
        assertThat(node.cluster.status().parts()).isEqualTo(2);
        time.advanceMillis(20_000);
        node.cluster.follow(List.of());

        assertThat(node.cluster.status().parts()).isEqualTo(1);
    }

    @Test
    void tell_busIsDown_neverWaits_andCountsWhatIsGivenUp() {
        Node sender = new Node("a", 1_000, null);
        Node receiver = node("b");
        receiver.cluster.follow(List.of(LOBBY));
        for (int i = 10; i < 30; i++) {
            sender.cluster.tell(new Notice(LOBBY, "x".repeat(59) + i));
        }
        assertThat(sender.counted(Counter.RELAY_DROPPED))
                .as("what did not fit: each weighs 125")
                .isEqualTo(12);

        hub.setDown(true);
        sender.open();
        await().untilAsserted(
                        () -> assertThat(sender.counted(Counter.RELAY_DROPPED)).isEqualTo(20));
        assertThat(sender.cluster.status().connected()).isFalse();
        hub.setDown(false);
        sender.cluster.tell(new Notice(LOBBY, "back"));

        await().untilAsserted(() -> assertThat(receiver.told).containsExactly(new Notice(LOBBY, "back")));
    }

    @Test
    void announce_othersCountTheViewers_untilTheNodeLeavesOrIsSilent() {
        Node teller = node("a");
        Node knower = node("b");

        teller.cluster.announce(Map.of(LOBBY, 12), 15);
        await().until(() -> knower.cluster.viewersElsewhere(LOBBY) == 12);
        assertThat(knower.cluster.status().peers()).isEqualTo(Map.of("a", 15));
        teller.cluster.announce(Map.of(LOBBY, 3), 3);
        await().until(() -> knower.cluster.viewersElsewhere(LOBBY) == 3);

        time.advanceMillis(15_001);
        knower.cluster.follow(List.of());
        assertThat(knower.cluster.viewersElsewhere(LOBBY)).isZero();

        teller.cluster.announce(Map.of(LOBBY, 4), 4);
        await().until(() -> knower.cluster.viewersElsewhere(LOBBY) == 4);
        teller.cluster.close();
        await().until(() -> knower.cluster.viewersElsewhere(LOBBY) == 0);
    }

    @Test
    void announce_theFirstTime_isAnsweredWithWhatHolds_byOneNode() {
        Node first = node("a");
        Node second = node("b");
        first.cluster.announce(Map.of(), 0);
        second.cluster.announce(Map.of(), 0);
        await().untilAsserted(() -> {
            assertThat(first.cluster.status().peers()).containsOnlyKeys("b");
            assertThat(second.cluster.status().peers()).containsOnlyKeys("a");
            assertThat(second.told).containsExactly(new Imposed(List.of()));
        });
        first.told.clear();
        second.told.clear();

        Node newcomer = node("c");
        newcomer.cluster.announce(Map.of(), 0);

        await().untilAsserted(() -> assertThat(newcomer.told).containsExactly(new Imposed(List.of())));
        await().untilAsserted(() -> assertThat(second.told).containsExactly(new Imposed(List.of())));
        assertThat(first.told).isEmpty();
    }

    @Test
    void received_foreignForgedOrOfOurName_isCountedAndNothingElse() {
        Node node = new Node("a", 100_000, SECRET).open();
        Bus stranger = hub.connect(bytes -> {});
        Codec unsigned = new Codec(new Envelope(null));
        Codec signed = new Codec(new Envelope(SECRET.getBytes(StandardCharsets.UTF_8)));

        stranger.send(Channel.NODES, new byte[] {1, 2, 3});
        stranger.send(Channel.NODES, unsigned.write(new Codec.Letter("b", 1, new Notice(null, "forged"))));
        stranger.send(Channel.NODES, signed.write(new Codec.Letter("a", 1, new Notice(null, "our name"))));
        stranger.send(Channel.NODES, signed.write(new Codec.Letter("b", 1, new Notice(null, "good"))));

        assertThat(node.told).containsExactly(new Notice(null, "good"));
        assertThat(node.counted(Counter.RELAY_REFUSED)).isEqualTo(3);
        assertThat(node.counted(Counter.RELAY_RECEIVED)).isEqualTo(1);
    }

    @Test
    void delay_isWhatIsMoreThanTheFastest_howeverTheClocksDiffer() {
        Peers peers = new Peers(time, 5_000);
        long theirs = time.epochMillis() - 3_600_000;

        assertThat(peers.delay("b", theirs)).isZero();
        assertThat(peers.delay("b", theirs - 40)).isEqualTo(40);
        assertThat(peers.delay("b", theirs + 5)).isZero();
        assertThat(peers.delay("b", theirs)).isEqualTo(5);
    }

    private Node node(String name) {
        return new Node(name, 1_000_000, null).open();
    }

    private static RoomId inAnotherPart() {
        int part = Channel.shardOf(LOBBY, 4);
        for (int i = 0; ; i++) {
            RoomId room = new RoomId("room-" + i);
            if (Channel.shardOf(room, 4) != part) {
                return room;
            }
        }
    }
}
