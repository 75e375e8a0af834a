package live.danmaku.it;

import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import live.danmaku.MemoryNaming;
import live.danmaku.app.Deployment;
import live.danmaku.app.ManagedExecutors;
import live.danmaku.client.Forwarder;
import live.danmaku.endpoint.RoomEndpoint;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** The application without an application server: its own CDI shell and endpoint, wired as in the WAR. */
final class EmbeddedServer implements AutoCloseable {

    private final WeldContainer cdi;
    private final LoopbackTyrus tyrus;
    private final String scheme;

    private EmbeddedServer(WeldContainer cdi, LoopbackTyrus tyrus, String scheme) {
        this.cdi = cdi;
        this.tyrus = tyrus;
        this.scheme = scheme;
    }

    static EmbeddedServer start() throws IOException, DeploymentException {
        return start(/* encrypted= */ false);
    }

    static EmbeddedServer start(boolean encrypted) throws IOException, DeploymentException {
        MemoryNaming.install();
        WeldContainer cdi = new Weld()
                .disableDiscovery()
                .addBeanClasses(Deployment.class, TestExecutors.class, Forwarder.class)
                .initialize();
        LoopbackTyrus tyrus = new LoopbackTyrus("/danmaku", RoomEndpoint.class);
        if (encrypted) {
            tyrus.encrypt(Tls.server());
        }
        tyrus.start();
        return new EmbeddedServer(cdi, tyrus, encrypted ? "https" : "http");
    }

    /** The application's root. */
    URI base() {
        return URI.create(scheme + "://127.0.0.1:" + tyrus.getPort() + "/danmaku/");
    }

    <T> T bean(Class<T> type) {
        return cdi.select(type).get();
    }

    /** Fires an event as code in the same deployment does. */
    void fire(Object event) {
        cdi.getBeanManager().getEvent().fire(event);
    }

    /** Ends the application while the server goes on, as an undeployment does. */
    void undeploy() {
        cdi.shutdown();
    }

    @Override
    public void close() {
        if (cdi.isRunning()) {
            cdi.shutdown();
        }
        tyrus.stop();
    }

    /** The test's own threads where a server has the container's. */
    public static class TestExecutors extends ManagedExecutors {

        private static final ScheduledExecutorService THREADS = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "test-executor");
            thread.setDaemon(true);
            return thread;
        });

        @Override
        public ScheduledExecutorService timer() {
            return THREADS;
        }

        @Override
        public Executor fanout() {
            return THREADS;
        }
    }
}
