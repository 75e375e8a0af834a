package live.danmaku.tool.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all servers have in common: an instance, and a process once started. */
abstract class LocalServer implements AppServer {
    static final Duration START_LIMIT = Duration.ofMinutes(3);

    final Instance instance;
    private @Nullable ServerProcess process;

    LocalServer(Instance instance) {
        this.instance = instance;
    }

    @Override
    public final URI baseUri() {
        return instance.baseUri();
    }

    @Override
    public final ServerProcess process() {
        return Objects.requireNonNull(process, () -> name() + " is not started");
    }

    /** Starts the server's process; what it prints goes to {@code console.log} in the instance's folder. */
    final void launch(List<String> command) {
        process = ServerProcess.start(command, instance.environment(), console());
    }

    final Path console() {
        return instance.folder().resolve("console.log");
    }

    final void awaitApplication() {
        process().awaitAnswer(instance.readyUri(), START_LIMIT, logFile());
    }

    @Override
    public final void close() {
        if (process != null) {
            process.stop();
        }
    }
}
