package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import live.danmaku.cluster.nats.NatsServer;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.PayaraMicro;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.WildFly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rooms that a WildFly and a Payara, as they are delivered, share over NATS. */
class NatsIT {
    private static final Duration BACK = Duration.ofSeconds(5);
    private static final List<AppServer> SERVERS = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static NatsServer broker;

    private final String room = "room-" + UUID.randomUUID();
    private final List<Watching> viewers = new ArrayList<>();

    /** A viewer, and what it has seen. */
    private record Watching(TestViewer viewer, Seen seen) {

        /** Reads up to this text. */
        void readTo(String text) {
            while (!seen.texts().contains(text)) {
                seen.batch(viewer.next("batch"));
            }
        }

        /** What it has seen of a test's own texts, in their order. */
        List<String> texts(String prefix) {
            return seen.texts().stream().filter(text -> text.startsWith(prefix)).toList();
        }
    }

    @BeforeAll
    static void start() {
        broker = NatsServer.started(folder.resolve("nats.log"));
        start("wildfly", instance -> new WildFly(BuildFiles.wildFlyHome(), instance));
        start("payara", instance -> new PayaraMicro(BuildFiles.payaraMicroJar(), instance));
    }

    private static void start(String name, Function<Instance, AppServer> product) {
        AppServer server = product.apply(new Instance(
                BuildFiles.instance("it-nats-" + name),
                Ports.free(),
                BuildFiles.war(),
                List.of(),
                Map.of(
                        "danmaku.cluster.nats",
                        broker.url(),
                        "danmaku.cluster.nats.user",
                        NatsServer.USER,
                        "danmaku.cluster.nats.password",
                        NatsServer.PASSWORD,
                        "danmaku.window",
                        "300",
                        Instance.LIMITS,
                        "false")));
        server.start();
        SERVERS.add(server);
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(AppServer::close);
        if (broker != null) {
            broker.close();
        }
    }

    @AfterEach
    void leave() throws IOException {
        viewers.forEach(watching -> watching.viewer().close());
        for (AppServer server : SERVERS) {
            Accounts.assertBalanced(new HttpApi(server.baseUri()));
            new LogWatch(server.logFile()).assertNoStackTrace();
            assertThat(Files.readString(server.logFile())).doesNotContain(NatsServer.PASSWORD);
        }
    }

    @Test
    void whatIsPostedOnEitherNode_reachesTheViewersOfBoth_onceAndInOrder() {
        Watching onWildFly = join(SERVERS.get(0));
        Watching onPayara = join(SERVERS.get(1));
        awaitShared(onWildFly, onPayara);

        for (int i = 0; i < 50; i++) {
            onWildFly.viewer().post("w" + i);
            onPayara.viewer().post("p" + i);
        }

        for (Watching watching : viewers) {
            for (String prefix : List.of("w", "p")) {
                watching.readTo(prefix + 49);
                assertThat(watching.texts(prefix))
                        .containsExactlyElementsOf(
                                IntStream.range(0, 50).mapToObj(i -> prefix + i).toList());
            }
            assertThat(watching.seen().repeated()).isZero();
            assertThat(watching.seen().missed()).isZero();
        }
    }

    @Test
    void serverKilled_roomsGoOnOnEachNode_andAreSharedSoonAfterItIsBack() {
        Watching onWildFly = join(SERVERS.get(0));
        Watching onPayara = join(SERVERS.get(1));
        awaitShared(onWildFly, onPayara);

        broker.kill();
        onWildFly.viewer().post("alone on WildFly");
        onPayara.viewer().post("alone on Payara");
        onWildFly.readTo("alone on WildFly");
        onPayara.readTo("alone on Payara");
        broker.start();
        long back = System.nanoTime();

        awaitShared(onWildFly, onPayara);
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(BACK);
    }

    private Watching join(AppServer server) {
        Watching watching = new Watching(TestViewer.join(server.baseUri(), room), new Seen());
        viewers.add(watching);
        watching.viewer().next("hello");
        return watching;
    }

    /** Each posts, a new text each time, until the other has seen something of it. */
    private void awaitShared(Watching one, Watching other) {
        String fromOne = "mark-" + UUID.randomUUID() + "-";
        String fromOther = "mark-" + UUID.randomUUID() + "-";
        AtomicInteger turn = new AtomicInteger();
        await().atMost(TestViewer.PATIENCE).until(() -> {
            int now = turn.incrementAndGet();
            one.viewer().post(fromOne + now);
            other.viewer().post(fromOther + now);
            one.readTo(fromOne + now);
            other.readTo(fromOther + now);
            return !one.texts(fromOther).isEmpty() && !other.texts(fromOne).isEmpty();
        });
    }
}
