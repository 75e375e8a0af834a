package live.danmaku.transport.tyrus;

import jakarta.websocket.Session;
import java.lang.reflect.Field;

/** Private fields of Tyrus and Grizzly, found by name in an object's class or those above it. */
final class TyrusFields {

    private TyrusFields() {}

    /** What a session is written to with: Tyrus shows it no other way. */
    static Object writer(Session session) throws ReflectiveOperationException {
        return value(protocolHandler(session), "writer");
    }

    /** What frames a session's messages. */
    static Object protocolHandler(Session session) throws ReflectiveOperationException {
        return value(value(session.getAsyncRemote(), "webSocket"), "protocolHandler");
    }

    /** Whether a writer is that of a server with servlets, as Payara is; Grizzly alone has one of its own. */
    static boolean isServlets(Object writer) {
        return writer.getClass().getName().startsWith("org.glassfish.tyrus.servlet.");
    }

    /** What a server with servlets keeps of a connection, behind the proxy that the writer knows. */
    static Object upgradeHandler(Object servletsWriter) throws ReflectiveOperationException {
        return value(value(servletsWriter, "tyrusHttpUpgradeHandler"), "handler");
    }

    /** Grizzly's request that became the connection. */
    static Object request(Object upgradeHandler) throws ReflectiveOperationException {
        return value(value(value(value(upgradeHandler, "os"), "ob"), "grizzlyResponse"), "request");
    }

    /** The value of a field; a field that is missing or null is a {@link NoSuchFieldException}. */
    static Object value(Object object, String name) throws ReflectiveOperationException {
        Object value = field(object, name).get(object);
        if (value == null) {
            throw new NoSuchFieldException(name);
        }
        return value;
    }

    static Field field(Object object, String name) throws NoSuchFieldException {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(object.getClass() + "." + name);
    }
}
