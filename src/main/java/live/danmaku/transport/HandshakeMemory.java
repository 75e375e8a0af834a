package live.danmaku.transport;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import live.danmaku.transport.tyrus.TyrusHandshake;
import live.danmaku.transport.tyrus.TyrusTimers;
import live.danmaku.transport.undertow.UndertowHandshake;

/**
 * Lets go of what a server keeps of the handshake for a connection's whole life, though nothing reads it again: the HTTP
 * request, its headers, and the buffers that they were read with. That is a third of what an idle viewer costs on WildFly
 * and a quarter on Payara. And spares Payara the planning of time-outs that never come.
 *
 * <p>No server offers this, so it is done by reflection; where an upgrade moves a field, the memory stays in use, the log
 * says so once, and nothing else changes.
 *
 * <p>Threading: any thread.
 */
final class HandshakeMemory {

    private static final Logger LOG = System.getLogger("danmaku.transport");

    private final AtomicBoolean failed = new AtomicBoolean();

    /**
     * Remembers a handshake that {@link #release} is to let go of.
     *
     * @param request what {@code modifyHandshake} is given, on the thread that it is given to
     * @param config the configuration that the connection's {@code onOpen} will see
     */
    void remember(Object request, EndpointConfig config) {
        if (!failed.get() && request.getClass().getName().startsWith("io.undertow.")) {
            attempt(() -> UndertowHandshake.remember(config.getUserProperties()));
        }
    }

    /** Lets go of the handshake of a connection, from within its {@code onOpen}. */
    void release(Session session, EndpointConfig config) {
        String type = session.getClass().getName();
        if (failed.get()) {
            return;
        }
        if (type.startsWith("io.undertow.")) {
            attempt(() -> UndertowHandshake.release(config.getUserProperties(), session.getUserProperties()));
        } else if (type.startsWith("org.glassfish.tyrus.")) {
            attempt(() -> {
                TyrusTimers.stop(session);
                TyrusHandshake.release(session);
            });
        }
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            if (failed.compareAndSet(false, true)) {
                LOG.log(Level.WARNING, "each connection keeps what it does not need: " + e);
            }
        }
    }

    /** A step on a server's own classes. */
    private interface Step {
        void run() throws ReflectiveOperationException;
    }
}
