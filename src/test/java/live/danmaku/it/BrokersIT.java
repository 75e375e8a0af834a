package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.danmaku.tool.broker.ArtemisBroker;
import live.danmaku.tool.broker.ArtemisNodes;
import live.danmaku.tool.broker.Broker;
import live.danmaku.tool.broker.OpenMq;
import live.danmaku.tool.broker.ServerKey;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Folders;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.LoginUser;
import live.danmaku.tool.server.PayaraServer;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.Product;
import live.danmaku.tool.server.WildFly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Rooms that two nodes share over the other brokers that {@code server-config} has scripts for, set up as an administrator does it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for a Unix shell")
class BrokersIT {
    private final int brokerPort = Ports.free();

    @Test
    void aWildFlyThatHasTheBroker_andAnotherOne_shareTheirRooms() throws IOException {
        Path base = BuildFiles.instance("it-brokers-embedded-base");
        int management = Ports.free();
        Path configuration = withOwnBroker(base, management);
        Instance first = ArtemisNodes.withBroker(instance("wildfly_1"), brokerPort);
        AppServer second = ArtemisNodes.node(Product.WILDFLY, instance("wildfly_2"), brokerPort);

        try (AppServer broker = new WildFly(BuildFiles.wildFlyHome(), configuration, first, management)
                        .withUsers(List.of(new LoginUser(Broker.USER, Broker.PASSWORD, "guest")));
                second) {
            broker.start();
            second.start();

            assertShared(broker, second);
        }
    }

    /** A configuration in which the server's own broker is there for others; named as the server looks for it. */
    private static Path withOwnBroker(Path base, int management) throws IOException {
        Path configuration = base.resolve("configuration");
        Folders.empty(base);
        Folders.copy(BuildFiles.wildFlyHome().resolve("standalone/configuration"), configuration);
        new WildFlyTools(base, management, "standalone-full.xml")
                .apply("--offline", "cluster-embedded.cli", "cluster-artemis.cli");
        Files.move(
                configuration.resolve("standalone-full.xml"),
                configuration.resolve("standalone.xml"),
                StandardCopyOption.REPLACE_EXISTING);
        return configuration;
    }

    @Test
    void twoPayaraServers_shareTheirRooms_overOpenMq_andThenOverArtemis() throws IOException {
        List<PayaraServer> servers = Stream.of("payara_1", "payara_2")
                .map(name ->
                        new PayaraServer(BuildFiles.payaraHome(), ArtemisNodes.withBroker(instance(name), brokerPort)))
                .toList();
        try (PayaraServer one = servers.get(0);
                PayaraServer other = servers.get(1)) {
            servers.parallelStream().forEach(PayaraServer::start);
            List<PayaraTools> tools = servers.stream()
                    .map(server -> new PayaraTools(server.adminPort()))
                    .toList();
            OpenMq openMq = OpenMq.started(BuildFiles.instance("it-brokers-openmq"), brokerPort);
            try {
                tools.forEach(each -> each.apply("cluster-openmq.asadmin"));
                servers.parallelStream().forEach(PayaraServer::redeploy);

                assertShared(one, other);
                tools.forEach(each -> each.apply("remove.asadmin"));
            } finally {
                openMq.close();
            }
            try (ArtemisBroker broker = ArtemisBroker.started(brokerPort)) {
                tools.forEach(each -> {
                    each.asadmin(
                            "deploy",
                            "--name",
                            "artemis-rar",
                            BuildFiles.artemisRar().toString());
                    each.apply("cluster-artemis.asadmin");
                    assertThat(each.apply("cluster-artemis.asadmin")).isEqualToIgnoringNewLines("nothing to change");
                });
                servers.parallelStream().forEach(PayaraServer::redeploy);

                assertShared(one, other);
                assertThat(broker.subscribers()).containsKey("danmaku_nodes");
            }
        }
    }

    @Test
    void aWildFlyAndAPayara_shareTheirRooms_overArtemisAndTls(@TempDir Path folder) throws IOException {
        ServerKey key = ServerKey.in(folder);
        try (ArtemisBroker broker = ArtemisBroker.startedWithTls(brokerPort, key);
                AppServer one = ArtemisNodes.nodeOverTls(Product.WILDFLY, instance("tls_wildfly"), brokerPort, key);
                AppServer other =
                        ArtemisNodes.nodeOverTls(Product.PAYARA_MICRO, instance("tls_payara"), brokerPort, key)) {
            Stream.of(one, other).parallel().forEach(AppServer::start);

            assertShared(one, other);
            assertThat(broker.subscribers()).containsEntry("danmaku_nodes", 2);
        }
    }

    private static Instance instance(String name) {
        return new Instance(
                BuildFiles.instance("it-brokers-" + name),
                Ports.free(),
                BuildFiles.war(),
                List.of(),
                Map.of("danmaku.cluster.node", name, "danmaku.window", "300", Instance.LIMITS, "false"));
    }

    private static void assertShared(AppServer one, AppServer other) throws IOException {
        try (SharedRoom room = new SharedRoom(one, other)) {
            room.awaitShared();
            room.assertEverythingReachesBoth();
        }
        for (AppServer server : List.of(one, other)) {
            Accounts.assertBalanced(new HttpApi(server.baseUri()));
            new LogWatch(server.logFile()).assertNoStackTrace();
            assertThat(Files.readString(server.logFile())).doesNotContain(Broker.PASSWORD);
        }
    }
}
