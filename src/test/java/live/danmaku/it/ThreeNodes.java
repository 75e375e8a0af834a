package live.danmaku.it;

import java.util.List;
import java.util.Map;
import live.danmaku.tool.broker.ArtemisBroker;
import live.danmaku.tool.broker.ArtemisNodes;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.Product;

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
    private final List<Member> members =
            List.of(member("n1", Product.WILDFLY), member("n2", Product.WILDFLY), member("n3", Product.PAYARA_MICRO));

    private ThreeNodes() {}

    static ThreeNodes started() {
        ThreeNodes nodes = new ThreeNodes();
        nodes.members.parallelStream().forEach(member -> member.server().start());
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

    private Member member(String name, Product product) {
        AppServer server = ArtemisNodes.node(
                product,
                new Instance(
                        BuildFiles.instance("it-cluster-" + name),
                        Ports.free(),
                        BuildFiles.war(),
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
                                "false")),
                broker.port());
        return new Member(name, server, new HttpApi(server.baseUri()));
    }

    @Override
    public void close() {
        members.parallelStream().forEach(member -> member.server().close());
        broker.close();
    }
}
