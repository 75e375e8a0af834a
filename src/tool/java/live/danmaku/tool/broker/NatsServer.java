package live.danmaku.tool.broker;

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
    private @Nullable ServerProcess process;

    private NatsServer(Path program, Path output) {
        this.program = program;
        this.output = output;
    }

    /**
     * This machine's, not yet started, if it has one.
     *
     * @param output takes what it says
     */
    public static Optional<NatsServer> find(Path output) {
        return Programs.find("nats-server").map(program -> new NatsServer(program, output));
    }

    /** As a node's configuration has it. */
    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    @Override
    public void start() {
        Path configuration = BuildFiles.serverConfig().resolve("nats/nats-server.conf");
        process = ServerProcess.start(
                List.of(program.toString(), "-c", configuration.toString()),
                Map.of("DANMAKU_NATS_LISTEN", "127.0.0.1:" + port, "DANMAKU_BROKER_PASSWORD", PASSWORD),
                output);
        process().awaitPort(port, START_LIMIT, output);
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
        return instance.withProperties(Map.of(
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
