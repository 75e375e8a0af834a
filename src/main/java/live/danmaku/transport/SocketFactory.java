package live.danmaku.transport;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.danmaku.transport.tyrus.GrizzlySocket;
import live.danmaku.transport.tyrus.TyrusSocket;
import live.danmaku.transport.undertow.UndertowSocket;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the way to send for a session: the server's own where it is known and works, else the portable one.
 *
 * <p>Threading: any thread.
 */
public final class SocketFactory {

    /** The subprotocol whose batches are binary messages, each a raw deflate stream. */
    public static final String DEFLATE_SUBPROTOCOL = "danmaku.v1.json.deflate";

    private static final Logger LOG = System.getLogger("danmaku.transport");

    private final boolean nativeAllowed;
    private final Compression compression;
    private final HandshakeMemory handshakes = new HandshakeMemory();
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /** Chooses among all ways, or always the portable one. */
    public SocketFactory(boolean nativeAllowed, Compression compression) {
        this.nativeAllowed = nativeAllowed;
        this.compression = compression;
    }

    /** See {@link Compression#negotiate}. */
    public List<Extension> negotiate(List<Extension> requested) {
        return compression.negotiate(requested);
    }

    /** To be called within each handshake, for what {@link #create} will need of it. */
    public void handshake(HandshakeRequest request, EndpointConfig config) {
        if (nativeAllowed) {
            handshakes.remember(request, config);
        }
    }

    /** The way to this session, from within its {@code onOpen}. Which one it is goes to the log once. */
    public ViewerSocket create(Session session, EndpointConfig config) {
        if (nativeAllowed) {
            handshakes.release(session, config);
        }
        ViewerSocket socket = nativeAllowed ? nativeOrPortable(session) : portable(session);
        logOnce(Level.INFO, "sending the " + socket.way() + " way");
        return socket;
    }

    private ViewerSocket nativeOrPortable(Session session) {
        String type = session.getClass().getName();
        ViewerSocket socket = null;
        if (type.startsWith("io.undertow.")) {
            socket = attempt("undertow", () -> UndertowSocket.of(session, format(session)));
        } else if (type.startsWith("org.glassfish.tyrus.")) {
            socket = attempt("grizzly", () -> GrizzlySocket.of(session, format(session)));
            if (socket == null) {
                socket = attempt("tyrus", () -> TyrusSocket.of(session, format(session)));
            }
        }
        return socket != null ? socket : portable(session);
    }

    // A server's classes can be absent, renamed or closed to us: whatever is thrown, the next way is there.
    private @Nullable ViewerSocket attempt(String way, Way attempted) {
        try {
            return attempted.open();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            logOnce(Level.WARNING, "the " + way + " way is not usable: " + e);
            return null;
        }
    }

    private static ViewerSocket portable(Session session) {
        // It cannot set RSV1: what permessage-deflate has been agreed on goes uncompressed.
        return new SessionSocket(session, subprotocolsFormat(session));
    }

    private static WireFormat format(Session session) {
        WireFormat format = subprotocolsFormat(session);
        return format == WireFormat.TEXT && Compression.isNegotiated(session) ? WireFormat.TEXT_DEFLATED : format;
    }

    private static WireFormat subprotocolsFormat(Session session) {
        return DEFLATE_SUBPROTOCOL.equals(session.getNegotiatedSubprotocol())
                ? WireFormat.BINARY_DEFLATED
                : WireFormat.TEXT;
    }

    private void logOnce(Level level, String message) {
        if (logged.add(message)) {
            LOG.log(level, message);
        }
    }

    /** A server's own way to a session; null where it does not suit this one. */
    private interface Way {
        @Nullable
        ViewerSocket open() throws ReflectiveOperationException;
    }
}
