package live.danmaku.transport;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chooses the way to send for a session: the server's own where it is known and works, else the portable one.
 *
 * <p>Threading: any thread.
 */
public final class SocketFactory {

    private static final Logger LOG = System.getLogger("danmaku.transport");

    private final boolean nativeAllowed;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /** Chooses among all ways, or always the portable one. */
    public SocketFactory(boolean nativeAllowed) {
        this.nativeAllowed = nativeAllowed;
    }

    /** The way to this session. Which one it is goes to the log once. */
    public ViewerSocket create(Session session) {
        ViewerSocket socket = nativeAllowed ? nativeOrPortable(session) : new SessionSocket(session);
        logOnce(Level.INFO, "sending with " + socket.getClass().getSimpleName());
        return socket;
    }

    // A server's classes can be absent, renamed or closed to us: whatever is thrown, the portable way is there.
    private ViewerSocket nativeOrPortable(Session session) {
        String type = session.getClass().getName();
        try {
            if (type.startsWith("io.undertow.")) {
                return UndertowSocket.of(session);
            }
            if (type.startsWith("org.glassfish.tyrus.")) {
                return TyrusSocket.of(session);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            logOnce(Level.WARNING, "the own way of " + type + " is not usable: " + e);
        }
        return new SessionSocket(session);
    }

    private void logOnce(Level level, String message) {
        if (logged.add(message)) {
            LOG.log(level, message);
        }
    }
}
