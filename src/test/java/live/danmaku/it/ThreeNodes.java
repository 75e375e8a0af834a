package live.danmaku.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import live.danmaku.cluster.jms.ArtemisBroker;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.PayaraMicro;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.WildFly;

/**
 * Three nodes on two products, which share their rooms over an Artemis in this JVM; all of it set up by the files of {@code
 * server-config}.
 */
final class ThreeNodes implements AutoCloseable {

    /** Parts of the rooms: as many as there are tests, so that each has one that no other one's viewers are in. */
    static final int SHARDS = 16;

    /** What the nodes sign their messages with. */
    static final String SECRET = "nodes-0123456789-0123456789-0123456789";

    /** One of them. */
    record Member(String name, AppServer server, HttpApi http) {}

    private final ArtemisBroker broker = ArtemisBroker.started(Ports.free());
    private final List<Member> members = List.of(
            member("n1", ThreeNodes::wildFly),
            member("n2", ThreeNodes::wildFly),
            member("n3", ThreeNodes::payaraMicro));

    private ThreeNodes() {}

    static ThreeNodes started() {
        ThreeNodes nodes = new ThreeNodes();
        nodes.members.forEach(member -> member.server().start());
        return nodes;
    }

    ArtemisBroker broker() {
        return broker;
    }

    List<Member> members() {
        return members;
    }

    /** The first, on WildFly. */
    Member first() {
        return members.get(0);
    }

    /** The second, on another WildFly. */
    Member second() {
        return members.get(1);
    }

    /** The third, on Payara. */
    Member third() {
        return members.get(2);
    }

    private Member member(String name, Function<Instance, AppServer> product) {
        AppServer server = product.apply(new Instance(
                BuildFiles.instance("it-cluster-" + name),
                Ports.free(),
                BuildFiles.war(),
                List.of(),
                List.of(),
                Map.of(
                        "danmaku.cluster.node",
                        name,
                        "danmaku.cluster.secret",
                        SECRET,
                        "danmaku.cluster.shards",
                        Integer.toString(SHARDS),
                        "danmaku.cluster.presence",
                        "500",
                        "danmaku.window",
                        "300",
                        "danmaku.ticket.secrets",
                        TestTickets.SECRET,
                        Instance.LIMITS,
                        "false"),
                Map.of(
                        "DANMAKU_BROKER_HOST",
                        "127.0.0.1",
                        "DANMAKU_BROKER_PORT",
                        Integer.toString(broker.port()),
                        "DANMAKU_BROKER_USER",
                        ArtemisBroker.USER,
                        "DANMAKU_BROKER_PASSWORD",
                        ArtemisBroker.PASSWORD),
                /* tuned= */ false));
        return new Member(name, server, new HttpApi(server.baseUri()));
    }

    private static AppServer wildFly(Instance instance) {
        Path script = BuildFiles.serverConfig().resolve("wildfly/cluster-artemis.cli");
        return WildFly.configuredBy(script, BuildFiles.wildFlyHome(), instance);
    }

    private static AppServer payaraMicro(Instance instance) {
        Path scripts = BuildFiles.serverConfig().resolve("payara");
        return new PayaraMicro(BuildFiles.payaraMicroJar(), instance)
                .withScripts(List.of(
                        withAdapter(scripts.resolve("cluster-artemis-micro.asadmin")),
                        scripts.resolve("cluster-artemis.asadmin")));
    }

    /** The commands, with the place that the adapter has in this build. */
    private static Path withAdapter(Path commands) {
        try {
            Path rar = BuildFiles.artemisRar();
            String here = Files.readString(commands).replaceFirst("(?m) artemis-rar\\.rar$", " " + rar);
            return Files.writeString(rar.resolveSibling("micro.asadmin"), here);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        members.parallelStream().forEach(member -> member.server().close());
        broker.close();
    }
}
