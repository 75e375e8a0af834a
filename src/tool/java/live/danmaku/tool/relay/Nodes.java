package live.danmaku.tool.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.danmaku.tool.broker.ArtemisProcess;
import live.danmaku.tool.broker.Broker;
import live.danmaku.tool.broker.NatsServer;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.Product;
import live.danmaku.tool.server.ServerFailure;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that are watched: somebody's, or servers and a broker of this command's own.
 *
 * @param urls where each one's application is, {@code ws://HOST:PORT/danmaku}
 * @param own this command's, one for each address; empty where they are somebody's
 * @param broker this command's; null without one
 */
record Nodes(List<URI> urls, List<AppServer> own, @Nullable Broker broker) implements AutoCloseable {

    /**
     * Those of {@code -Durls}; without, {@code -Dnodes} are started over a {@code -Dbroker}.
     *
     * @throws StopException if they cannot be
     */
    static Nodes of(Options options) {
        String urls = options.text("urls", "");
        if (!urls.isBlank()) {
            return new Nodes(
                    Stream.of(urls.split(",", -1))
                            .map(String::strip)
                            .map(URI::create)
                            .toList(),
                    List.of(),
                    null);
        }
        List<Product> products = Stream.of(
                        options.text("nodes", "wildfly,wildfly,payara").split(",", -1))
                .map(Product::of)
                .toList();
        try {
            return started(products, options.text("broker", "artemis"), options.choice("tuned", true));
        } catch (ServerFailure e) {
            throw new StopException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Nodes started(List<Product> products, String kind, boolean tuned) {
        @Nullable Broker broker = products.size() == 1 ? null : broker(kind);
        if (broker != null) {
            broker.start();
        }
        List<AppServer> servers = new ArrayList<>();
        for (Product product : products) {
            Instance instance = instance("n" + (servers.size() + 1), tuned);
            servers.add(broker == null ? product.server(instance) : broker.node(product, instance));
        }
        Nodes nodes = new Nodes(
                servers.stream()
                        .map(server ->
                                URI.create("ws://127.0.0.1:" + server.baseUri().getPort() + "/" + AppServer.CONTEXT))
                        .toList(),
                servers,
                broker);
        try {
            servers.forEach(AppServer::start);
            return nodes;
        } catch (ServerFailure e) {
            nodes.close();
            throw e;
        }
    }

    private static Instance instance(String name, boolean tuned) {
        return new Instance(
                BuildFiles.instance("relay-" + name),
                Ports.free(),
                BuildFiles.war(),
                List.of(),
                List.of("-Xms1g", "-Xmx1g"),
                Map.of(
                        "danmaku.cluster.node",
                        name,
                        "danmaku.cluster.secret",
                        "nodes-0123456789-0123456789-0123456789",
                        Instance.LIMITS,
                        "false"),
                tuned);
    }

    private static Broker broker(String kind) {
        Path output = BuildFiles.instance("relay-" + kind + ".log");
        try {
            Files.createDirectories(output.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return switch (kind) {
            case "artemis" -> new ArtemisProcess(output);
            case "nats" -> NatsServer.find(output).orElseThrow(() -> new StopException(NatsServer.ABSENT));
            default -> throw new StopException("-Dbroker=" + kind + " is unknown: choose artemis or nats");
        };
    }

    int count() {
        return urls.size();
    }

    @Override
    public void close() {
        own.parallelStream().forEach(AppServer::close);
        if (broker != null) {
            broker.close();
        }
    }
}
