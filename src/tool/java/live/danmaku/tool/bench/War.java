package live.danmaku.tool.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
        this.server = server(
                variant,
                new Instance(
                        BuildFiles.instance("bench-" + variant.name()),
                        Ports.free(),
                        BuildFiles.war(),
                        List.of(),
                        javaOptions,
                        Map.of("danmaku.sender.native", variant.portable() ? "0" : "1")));
    }

    /** The one place that knows how each server is set up, as delivered or tuned. */
    private static AppServer server(Variant variant, Instance instance) {
        return switch (variant.product()) {
            case WILDFLY ->
                variant.tuned()
                        ? WildFly.configuredBy(tuning(variant), BuildFiles.wildFlyHome(), instance)
                        : new WildFly(BuildFiles.wildFlyHome(), instance);
            case PAYARA -> {
                if (variant.tuned()) {
                    throw new NotInstalledException("there is no tuned configuration for Payara Micro");
                }
                yield new PayaraMicro(BuildFiles.payaraMicroJar(), instance);
            }
        };
    }

    private static Path tuning(Variant variant) {
        Path script = BuildFiles.serverConfig().resolve("wildfly/tuned.cli");
        if (!Files.exists(script)) {
            throw new NotInstalledException("server-config/wildfly/tuned.cli is not there for " + variant.name());
        }
        return script;
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
