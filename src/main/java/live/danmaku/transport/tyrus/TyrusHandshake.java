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
        Object writer = TyrusFields.writer(session);
        if (TyrusFields.isServlets(writer)) {
            Object handler = TyrusFields.upgradeHandler(writer);
            field(handler, "upgradeInfo").set(handler, null);
            shrinkParameters(TyrusFields.request(handler));
        }
    }

    private static void shrinkParameters(Object request) throws ReflectiveOperationException {
        Object parameters = value(request, "parameters");
        for (String buffer : new String[] {"tmpNameC", "tmpValueC"}) {
            field(value(parameters, buffer), "buff").set(value(parameters, buffer), EMPTY);
        }
    }
}
