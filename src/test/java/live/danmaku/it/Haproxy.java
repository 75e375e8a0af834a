package live.danmaku.it;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.Programs;
import live.danmaku.tool.server.ServerProcess;
import org.junit.jupiter.api.Assumptions;

/** HAProxy with the configuration that is delivered, in front of two nodes: of Debian's package {@code haproxy}. */
final class Haproxy implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("server-config/haproxy/haproxy.cfg");
    private static final Path OUTPUT = Path.of("target/haproxy.log");
    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final int port = Ports.free();
    private final ServerProcess process;

    private Haproxy(Path program, URI one, URI other) {
        process = ServerProcess.start(
                List.of(program.toString(), "-db", "-f", CONFIGURATION.toString()),
                Map.of(
                        "DANMAKU_MAXCONN",
                        "500",
                        "DANMAKU_BIND",
                        "127.0.0.1:" + port,
                        "DANMAKU_NODE1",
                        one.getAuthority(),
                        "DANMAKU_NODE2",
                        other.getAuthority()),
                OUTPUT);
        process.awaitPort(port, START_LIMIT, OUTPUT);
    }

    /** In front of the servers at these addresses, once it listens. */
    static Haproxy before(URI one, URI other) {
        Optional<Path> program = Programs.find("haproxy");
        Assumptions.assumeTrue(program.isPresent(), "haproxy is not installed (Debian: apt-get install haproxy)");
        return new Haproxy(program.orElseThrow(), one, other);
    }

    /** The application's root, as viewers see it. */
    URI baseUri() {
        return URI.create("http://127.0.0.1:" + port + "/danmaku/");
    }

    @Override
    public void close() {
        process.stop();
    }
}
