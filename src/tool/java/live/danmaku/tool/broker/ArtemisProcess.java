package live.danmaku.tool.broker;

import jakarta.jms.ConnectionFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.Product;
import live.danmaku.tool.server.ServerProcess;
import org.jspecify.annotations.Nullable;

/** {@link ArtemisBroker} in a JVM of its own. */
public final class ArtemisProcess implements Broker {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final int port = Ports.free();
    private final Path output;
    private @Nullable ServerProcess process;

    /** @param output takes what it says */
    public ArtemisProcess(Path output) {
        this.output = output;
    }

    @Override
    public void start() {
        process = ServerProcess.start(
                List.of(
                        ServerProcess.java(),
                        "-Xmx1g",
                        "-Dserver.project=" + BuildFiles.project(),
                        "-cp",
                        classPath(),
                        ArtemisBroker.class.getName(),
                        Integer.toString(port)),
                Map.of(),
                output);
        process().awaitPort(port, START_LIMIT, output);
    }

    /** This JVM's own; Maven has the classes of a command in a loader beside it. */
    private static String classPath() {
        return ArtemisProcess.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(":"))
                : System.getProperty("java.class.path");
    }

    @Override
    public ServerProcess process() {
        return Objects.requireNonNull(process, "the broker is not started");
    }

    /** A way to it for a client in this JVM, which gives up at once when the broker goes. */
    public ConnectionFactory connectionFactory() {
        return ArtemisBroker.connectionFactory(port);
    }

    @Override
    public AppServer node(Product product, Instance instance) {
        return ArtemisNodes.node(product, instance, port);
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop();
        }
    }
}
