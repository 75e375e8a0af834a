package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import live.danmaku.tool.broker.Broker;
import live.danmaku.tool.broker.NatsServer;
import live.danmaku.tool.broker.ServerKey;
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

/** Rooms that a WildFly and a Payara, as they are delivered, share over NATS and TLS. */
class NatsIT {
    private static final Duration BACK = Duration.ofSeconds(5);
    private static final List<AppServer> SERVERS = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static NatsServer broker;

    /** The second server's way to the broker, which can be cut. */
    @SuppressWarnings("NullAway.Init")
    private static Relay way;

    @BeforeAll
    static void start() {
        Optional<NatsServer> found = NatsServer.find(folder.resolve("nats.log"));
        assumeTrue(found.isPresent(), NatsServer.ABSENT);
        broker = found.orElseThrow().encrypted(ServerKey.in(folder));
        broker.start();
        way = new Relay(URI.create(broker.url()));
        String cut = "tls://127.0.0.1:" + way.baseUri().getPort();
        add("wildfly", instance -> new WildFly(BuildFiles.wildFlyHome(), instance));
        add(
                "payara",
                instance -> new PayaraMicro(
                        BuildFiles.payaraMicroJar(), instance.withProperties(Map.of("danmaku.cluster.nats", cut))));
        SERVERS.parallelStream().forEach(AppServer::start);
    }

    private static void add(String name, Function<Instance, AppServer> product) {
        SERVERS.add(product.apply(broker.configured(new Instance(
                BuildFiles.instance("it-nats-" + name),
                Ports.free(),
                BuildFiles.war(),
                List.of(),
                Map.of("danmaku.window", "300", Instance.LIMITS, "false")))));
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(AppServer::close);
        if (broker != null) {
            way.close();
            broker.close();
        }
    }

    @AfterEach
    void nothingIsWrong() throws IOException {
        for (AppServer server : SERVERS) {
            Accounts.assertBalanced(new HttpApi(server.baseUri()));
            new LogWatch(server.logFile()).assertNoStackTrace();
            assertThat(Files.readString(server.logFile())).doesNotContain(Broker.PASSWORD);
        }
    }

    @Test
    void whatIsPostedOnEitherNode_reachesTheViewersOfBoth_onceAndInOrder() {
        try (SharedRoom room = new SharedRoom(SERVERS.get(0), SERVERS.get(1))) {
            room.awaitShared();
            room.assertEverythingReachesBoth();
        }
    }

    @Test
    void serverKilled_roomsGoOnOnEachNode_andAreSharedSoonAfterItIsBack() {
        try (SharedRoom room = new SharedRoom(SERVERS.get(0), SERVERS.get(1))) {
            room.awaitShared();

            broker.process().kill();
            room.assertEachGoesOnAlone();
            broker.start();
            long back = System.nanoTime();

            room.awaitShared();
            assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(BACK);
        }
    }

    @Test
    void aNodeIsCutOff_goesOnByItself_andIsOneOfThemAgainSoonAfterTheCutIsMended() {
        try (SharedRoom room = new SharedRoom(SERVERS.get(0), SERVERS.get(1))) {
            room.awaitShared();

            way.goAway();
            room.assertEachGoesOnAlone();
            way.comeBack();
            long back = System.nanoTime();

            room.awaitShared();
            assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(BACK);
        }
    }
}
