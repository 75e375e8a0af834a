package live.danmaku.cluster.nats;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.Programs;
import live.danmaku.tool.server.ServerProcess;
import org.junit.jupiter.api.Assumptions;

/**
 * A NATS server, of Debian's package {@code nats-server}, with the configuration that is delivered. It can be killed and started again.
 *
 * <p>Threading: one test thread.
 */
public final class NatsServer implements AutoCloseable {

    /** Who may use the subjects of nodes. */
    public static final String USER = "danmaku";

    /** That user's password. */
    public static final String PASSWORD = "broker-secret-1";

    private static final Path CONFIGURATION = Path.of("server-config/nats/nats-server.conf");
    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final Path program;
    private final Path output;
    private final int port = Ports.free();
    private ServerProcess process;

    private NatsServer(Path program, Path output) {
        this.program = program;
        this.output = output;
        this.process = launch();
    }

    /**
     * One that listens; where the machine has none, the test is skipped and says so.
     *
     * @param output takes what it says
     */
    public static NatsServer started(Path output) {
        Optional<Path> program = Programs.find("nats-server");
        Assumptions.assumeTrue(
                program.isPresent(), "nats-server is not installed (Debian: apt-get install nats-server)");
        return new NatsServer(program.orElseThrow(), output);
    }

    /** As a node's configuration has it. */
    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    /** Begins again. */
    public void start() {
        process = launch();
    }

    private ServerProcess launch() {
        ServerProcess launched = ServerProcess.start(
                List.of(program.toString(), "-c", CONFIGURATION.toString()),
                Map.of("DANMAKU_NATS_LISTEN", "127.0.0.1:" + port, "DANMAKU_BROKER_PASSWORD", PASSWORD),
                output);
        launched.awaitPort(port, START_LIMIT, output);
        return launched;
    }

    /** Ends in the middle of everything. */
    public void kill() {
        process.kill();
    }

    /** Runs no more until {@link #resume}, its connections open. */
    public void pause() {
        process.pause();
    }

    /** Goes on after {@link #pause}. */
    public void resume() {
        process.resume();
    }

    @Override
    public void close() {
        process.stop();
    }
}
