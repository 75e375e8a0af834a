package live.danmaku.it;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.tyrus.container.grizzly.server.WebSocketAddOn;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Tyrus on Grizzly on a free port of 127.0.0.1; Tyrus' own {@code Server} would listen on every address. */
final class LoopbackTyrus extends TyrusServerContainer {

    private final TyrusWebSocketEngine engine =
            TyrusWebSocketEngine.builder(this).build();
    private final HttpServer http = new HttpServer();
    private final NetworkListener listener = new NetworkListener("websocket", "127.0.0.1", 0);
    private final String contextPath;

    LoopbackTyrus(String contextPath, Class<?> endpoint) {
        super(Set.of(endpoint));
        this.contextPath = contextPath;
    }

    /** Has clients connect over TLS. */
    void encrypt(SSLContext context) {
        listener.setSecure(true);
        listener.setSSLEngineConfig(new SSLEngineConfigurator(
                context, /* clientMode= */ false, /* needClientAuth= */ false, /* wantClientAuth= */ false));
    }

    void start() throws IOException, DeploymentException {
        start(contextPath, 0);
    }

    @Override
    public void start(String rootPath, int port) throws IOException, DeploymentException {
        listener.getTransport().setIOStrategy(WorkerThreadIOStrategy.getInstance());
        listener.getKeepAlive().setIdleTimeoutInSeconds(-1);
        listener.registerAddOn(new WebSocketAddOn(this, rootPath));
        http.addListener(listener);
        http.start();
        super.start(rootPath, listener.getPort());
    }

    @Override
    public void stop() {
        super.stop();
        http.shutdownNow();
    }

    @Override
    public int getPort() {
        return listener.getPort();
    }

    @Override
    public void register(Class<?> endpoint) throws DeploymentException {
        engine.register(endpoint, contextPath);
    }

    @Override
    public void register(ServerEndpointConfig config) throws DeploymentException {
        engine.register(config, contextPath);
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return engine;
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of();
    }
}
