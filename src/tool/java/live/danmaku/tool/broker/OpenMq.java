package live.danmaku.tool.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Command;
import live.danmaku.tool.server.Folders;
import live.danmaku.tool.server.ServerProcess;
import org.jspecify.annotations.Nullable;

/**
 * The OpenMQ that a Payara brings, as a process of its own on 127.0.0.1, with the options that {@code cluster-openmq.asadmin} has.
 *
 * <p>Threading: one thread.
 */
public final class OpenMq implements AutoCloseable {

    private static final String NAME = "danmaku";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Map<String, String> JAVA = Map.of("IMQ_JAVAHOME", System.getProperty("java.home"));

    private final Path folder;
    private final int port;
    private @Nullable ServerProcess shell;

    private OpenMq(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * One that listens, and knows the user.
     *
     * @param folder becomes its own
     */
    public static OpenMq started(Path folder, int port) {
        Folders.empty(folder);
        OpenMq broker = new OpenMq(folder, port);
        broker.start();
        Command.run(
                broker.command(
                        "imqusermgr", "add", "-i", NAME, "-u", Broker.USER, "-p", Broker.PASSWORD, "-g", "user", "-f"),
                JAVA);
        return broker;
    }

    /** Begins again after {@link #kill}. */
    public void start() {
        Path output = folder.resolve("console.log");
        ServerProcess started = ServerProcess.start(
                command(
                        "imqbrokerd",
                        "-name",
                        NAME,
                        "-port",
                        Integer.toString(port),
                        "-Dimq.hostname=127.0.0.1",
                        "-Dimq.autocreate.destination.limitBehavior=REMOVE_OLDEST",
                        "-Dimq.autocreate.destination.maxNumMsgs=2000",
                        "-Dimq.autocreate.destination.maxBytesPerMsg=2097152"),
                JAVA,
                output);
        started.awaitPort(port, START_LIMIT, output);
        shell = started;
    }

    private List<String> command(String program, String... options) {
        Path place = BuildFiles.payaraHome().resolve("mq/bin").resolve(program);
        return Stream.concat(Stream.of("sh", place.toString(), "-varhome", folder.toString()), Stream.of(options))
                .toList();
    }

    /** Ends in the middle of everything. */
    public void kill() {
        ServerProcess ending = shell;
        shell = null;
        if (ending == null) {
            return;
        }
        // The broker is a child of the shell that its script runs in.
        List<ProcessHandle> broker = ProcessHandle.of(ending.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        ending.kill();
        broker.forEach(ProcessHandle::destroyForcibly);
        broker.forEach(process -> process.onExit()
                .orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    @Override
    public void close() {
        kill();
    }
}
