package live.danmaku.tool.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.Product;
import live.danmaku.tool.server.Programs;
import live.danmaku.tool.server.ServerProcess;
import org.jspecify.annotations.Nullable;

/** A NATS server, of Debian's package {@code nats-server}, with the configuration that is delivered. */
public final class NatsServer implements Broker {

    /** Why there is none where {@link #find} has none. */
    public static final String ABSENT = "nats-server is not installed (Debian: apt-get install nats-server)";

    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final Path program;
    private final Path output;
    private final int port = Ports.free();
    private final @Nullable ServerKey key;
    private @Nullable ServerProcess process;

    private NatsServer(Path program, Path output, @Nullable ServerKey key) {
        this.program = program;
        this.output = output;
        this.key = key;
    }

    /**
     * This machine's, not yet started, if it has one.
     *
     * @param output takes what it says
     */
    public static Optional<NatsServer> find(Path output) {
        return Programs.find("nats-server").map(program -> new NatsServer(program, output, null));
    }

    /** One like it, not yet started, that speaks TLS with this key, and nothing else. */
    public NatsServer encrypted(ServerKey own) {
        return new NatsServer(program, output, own);
    }

    /** As a node's configuration has it. */
    public String url() {
        return (key == null ? "nats" : "tls") + "://127.0.0.1:" + port;
    }

    @Override
    public void start() {
        process = ServerProcess.start(
                List.of(program.toString(), "-c", configuration().toString()),
                Map.of("DANMAKU_NATS_LISTEN", "127.0.0.1:" + port, "DANMAKU_BROKER_PASSWORD", PASSWORD),
                output);
        process().awaitPort(port, START_LIMIT, output);
    }

    private Path configuration() {
        Path delivered = BuildFiles.serverConfig().resolve("nats/nats-server.conf");
        return key == null ? delivered : withTls(delivered, key);
    }

    /** With its last line in force, as it tells an administrator to. */
    private Path withTls(Path delivered, ServerKey own) {
        try {
            String text = Files.readString(delivered)
                    .replace("# tls {", "tls {")
                    .replace("server.pem", own.certificate().toString())
                    .replace("server.key", own.privateKey().toString());
            return Files.writeString(output.resolveSibling("nats-server-tls.conf"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ServerProcess process() {
        return Objects.requireNonNull(process, "the broker is not started");
    }

    @Override
    public AppServer node(Product product, Instance instance) {
        return product.server(configured(instance));
    }

    /** The same, with what makes it a node on this server. */
    public Instance configured(Instance instance) {
        return (key == null ? instance : key.trustedBy(instance))
                .withProperties(Map.of(
                        "danmaku.cluster.nats",
                        url(),
                        "danmaku.cluster.nats.user",
                        USER,
                        "danmaku.cluster.nats.password",
                        PASSWORD));
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop();
        }
    }
}
