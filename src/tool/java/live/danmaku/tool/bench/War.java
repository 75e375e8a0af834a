package live.danmaku.tool.bench;

import java.net.URI;
import java.util.List;
import java.util.Map;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.PayaraMicro;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.ServerProcess;
import live.danmaku.tool.server.WildFly;

/** This project's WAR on an application server. */
final class War implements Contender {
    private final Variant variant;
    private final AppServer server;

    /** @param javaOptions for the server's Java, such as the size of its heap */
    War(Variant variant, List<String> javaOptions) {
        this.variant = variant;
        Instance instance = new Instance(
                BuildFiles.instance("bench-" + variant.name()),
                Ports.free(),
                BuildFiles.war(),
                List.of(),
                javaOptions,
                Map.of("danmaku.sender.native", variant.portable() ? "0" : "1", Instance.LIMITS, "false"),
                variant.tuned());
        this.server = switch (variant.product()) {
            case WILDFLY ->
                variant.tuned()
                        ? WildFly.trimmed(BuildFiles.wildFlyHome(), instance, Ports.free())
                        : new WildFly(BuildFiles.wildFlyHome(), instance);
            case PAYARA -> new PayaraMicro(BuildFiles.payaraMicroJar(), instance);
        };
    }

    @Override
    public String name() {
        return variant.name();
    }

    @Override
    public void start(int frameBytes) {
        server.start();
    }

    @Override
    public ServerProcess process() {
        return server.process();
    }

    @Override
    public URI url() {
        return URI.create("ws://127.0.0.1:" + server.baseUri().getPort() + "/" + AppServer.CONTEXT);
    }

    @Override
    public Wiring wiring() {
        return variant.wiring();
    }

    @Override
    public boolean isJava() {
        return true;
    }

    @Override
    public void close() {
        server.close();
    }
}
