package live.danmaku.tool.chaos;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.ServerFailure;

/** The server that is tried, as a process of its own on 127.0.0.1. */
final class Target implements AutoCloseable {
    private final AppServer server;
    private final Duration heartbeat;

    private Target(AppServer server, Duration heartbeat) {
        this.server = server;
        this.heartbeat = heartbeat;
    }

    /**
     * Starts it.
     *
     * @throws StopException if it does not start
     */
    static Target start(Terms terms, Setup setup) {
        Instance instance = new Instance(
                BuildFiles.instance(
                        "chaos-" + setup.name() + "-" + terms.product().option()),
                Ports.free(),
                BuildFiles.war(),
                List.of(),
                List.of(
                        "-Xms" + setup.heapMegabytes() + "m",
                        "-Xmx" + setup.heapMegabytes() + "m",
                        "-XX:NativeMemoryTracking=summary"),
                setup.properties(),
                setup.environment(),
                terms.tuned());
        try {
            AppServer server = terms.product().server(instance);
            server.start();
            return new Target(server, setup.heartbeat());
        } catch (ServerFailure e) {
            throw new StopException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * What a server is started with besides the terms.
     *
     * @param name of its folder
     * @param heartbeat between two pings to a viewer; two may be unanswered
     * @param heapMegabytes its heap
     * @param environment variables of its process
     * @param limits whether the application limits how fast people post, and closes no connection for it
     */
    record Setup(String name, Duration heartbeat, int heapMegabytes, Map<String, String> environment, boolean limits) {
        /** Without limits. */
        Setup(String name, Duration heartbeat, int heapMegabytes, Map<String, String> environment) {
            this(name, heartbeat, heapMegabytes, environment, /* limits= */ false);
        }

        /** The usual one of the application. */
        static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(30);

        /** The application's times, in the proportions that they usually have. */
        Map<String, String> properties() {
            long millis = heartbeat.toMillis();
            return Map.of(
                    Instance.LIMITS,
                    Boolean.toString(limits),
                    "danmaku.post.strikes",
                    "0",
                    "danmaku.heartbeat",
                    Long.toString(millis),
                    "danmaku.heartbeat.timeout",
                    Long.toString(2 * millis),
                    "danmaku.viewer.stuck",
                    Long.toString(millis * 2 / 3));
        }
    }

    String name() {
        return server.name();
    }

    long pid() {
        return server.process().pid();
    }

    Duration heartbeat() {
        return heartbeat;
    }

    /** Where the load tool connects to. */
    URI url() {
        return URI.create("ws://127.0.0.1:" + server.baseUri().getPort() + "/" + AppServer.CONTEXT);
    }

    URI httpUrl() {
        return server.baseUri();
    }

    @Override
    public void close() {
        server.close();
    }
}
