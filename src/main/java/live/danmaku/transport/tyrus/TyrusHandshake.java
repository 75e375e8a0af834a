package live.danmaku.transport.tyrus;

import static live.danmaku.transport.tyrus.TyrusFields.field;
import static live.danmaku.transport.tyrus.TyrusFields.value;

import jakarta.websocket.Session;

/**
 * What Payara keeps of a handshake: Tyrus' own copy of request and response, and Grizzly's buffers for the request's
 * parameters, 2 KB each. Both belong to objects that the server reuses after the connection, and makes anew when it does.
 *
 * <p>Reached by name only, so that it loads on every server.
 */
public final class TyrusHandshake {

    private static final char[] EMPTY = new char[0];

    private TyrusHandshake() {}

    /** Lets go of both. Does nothing on a server that runs Tyrus without servlets. */
    public static void release(Session session) throws ReflectiveOperationException {
        Object writer = value(value(value(session.getAsyncRemote(), "webSocket"), "protocolHandler"), "writer");
        if (writer.getClass().getName().startsWith("org.glassfish.tyrus.servlet.")) {
            // The writer knows a proxy; what counts is behind it.
            Object handler = value(value(writer, "tyrusHttpUpgradeHandler"), "handler");
            field(handler, "upgradeInfo").set(handler, null);
            shrinkParameters(value(value(value(handler, "os"), "ob"), "grizzlyResponse"));
        }
    }

    private static void shrinkParameters(Object response) throws ReflectiveOperationException {
        Object parameters = value(value(response, "request"), "parameters");
        for (String buffer : new String[] {"tmpNameC", "tmpValueC"}) {
            field(value(parameters, buffer), "buff").set(value(parameters, buffer), EMPTY);
        }
    }
}
