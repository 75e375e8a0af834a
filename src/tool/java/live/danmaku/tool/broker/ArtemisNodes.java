package live.danmaku.tool.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.PayaraMicro;
import live.danmaku.tool.server.Product;
import live.danmaku.tool.server.ServerFailure;
import live.danmaku.tool.server.WildFly;

/** Servers that the files of {@code server-config} make nodes on an Artemis. */
public final class ArtemisNodes {

    /** Of the environment: whether a node speaks TLS to the broker. The scripts for WildFly read it. */
    private static final String TLS = "DANMAKU_BROKER_TLS";

    private ArtemisNodes() {}

    /**
     * A server that is one, not yet started.
     *
     * @throws ServerFailure for Payara Server, whose administrator does it step by step while it runs
     */
    public static AppServer node(Product product, Instance instance, int port) {
        Instance known = withBroker(instance, port);
        return switch (product) {
            case WILDFLY -> wildFly(known);
            case PAYARA_MICRO -> payaraMicro(known);
            case PAYARA_SERVER -> throw new ServerFailure("a Payara Server is made a node by hand: docs/operations.md");
        };
    }

    /** The same, to a broker that speaks TLS with this key. */
    public static AppServer nodeOverTls(Product product, Instance instance, int port, ServerKey key) {
        return node(product, key.trustedBy(instance).withEnvironment(Map.of(TLS, "true")), port);
    }

    /** The same, whose environment says where the broker is, as the files of {@code server-config} want it. */
    public static Instance withBroker(Instance instance, int port) {
        return instance.withEnvironment(Map.of(
                "DANMAKU_BROKER_HOST",
                "127.0.0.1",
                "DANMAKU_BROKER_PORT",
                Integer.toString(port),
                "DANMAKU_BROKER_USER",
                Broker.USER,
                "DANMAKU_BROKER_PASSWORD",
                Broker.PASSWORD));
    }

    private static AppServer wildFly(Instance instance) {
        Path scripts = BuildFiles.serverConfig().resolve("wildfly");
        return WildFly.configuredBy(
                Stream.of("cluster-artemis.cli", "tuned.cli")
                        .limit(instance.tuned() ? 2 : 1)
                        .map(scripts::resolve)
                        .toList(),
                BuildFiles.wildFlyHome(),
                instance);
    }

    private static AppServer payaraMicro(Instance instance) {
        Path scripts = BuildFiles.serverConfig().resolve("payara");
        return new PayaraMicro(BuildFiles.payaraMicroJar(), instance)
                .withScripts(List.of(
                        withAdapter(scripts.resolve("cluster-artemis-micro.asadmin")),
                        withTls(scripts.resolve("cluster-artemis.asadmin"), instance)));
    }

    /** The commands as they are, or as they say that an administrator changes them for TLS. */
    private static Path withTls(Path commands, Instance instance) {
        return instance.environment().containsKey(TLS)
                ? changed(commands, "(?m)(ConnectionParameters=host=.*)$", "$1;sslEnabled=true")
                : commands;
    }

    /** The commands, with the place that the adapter has in this build. */
    private static Path withAdapter(Path commands) {
        return changed(commands, "(?m) artemis-rar\\.rar$", " " + BuildFiles.artemisRar());
    }

    /** A copy in the build, beside the adapter. */
    private static Path changed(Path commands, String pattern, String replacement) {
        try {
            String text = Files.readString(commands).replaceAll(pattern, replacement);
            return Files.writeString(BuildFiles.artemisRar().resolveSibling(commands.getFileName()), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
