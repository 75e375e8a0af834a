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
                List.of("-Xmx" + setup.heapMegabytes() + "m", "-XX:NativeMemoryTracking=summary"),
                Map.of("danmaku.heartbeat", Long.toString(setup.heartbeat().toMillis())),
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
     * @param heartbeat between two pings to a viewer
     * @param heapMegabytes the most that its heap may grow to
     * @param environment variables of its process
     */
    record Setup(String name, Duration heartbeat, int heapMegabytes, Map<String, String> environment) {}

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
