package live.danmaku.transport.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.lang.reflect.Field;
import java.util.Map;

/**
 * What Undertow keeps of a handshake: the connection's upgrade listener, through which the whole exchange hangs on it, and
 * the reader of HTTP requests with its parser and header cache, which will not read another one.
 *
 * <p>Loaded only where the server is Undertow.
 */
public final class UndertowHandshake {

    private static final String EXCHANGE = UndertowHandshake.class.getName();

    private UndertowHandshake() {}

    /** Puts the exchange of the calling thread's request where {@link #release} finds it. */
    public static void remember(Map<String, Object> properties) {
        properties.put(EXCHANGE, ServletRequestContext.requireCurrent().getExchange());
    }

    /** Lets go of the exchange and the reader. The upgrade is under way: the listener has been called, and is not again. */
    public static void release(Map<String, Object> properties, Map<String, Object> copy)
            throws ReflectiveOperationException {
        copy.remove(EXCHANGE);
        if (properties.remove(EXCHANGE) instanceof HttpServerExchange exchange
                && exchange.getConnection() instanceof HttpServerConnection connection) {
            Fields.UPGRADE_LISTENER.set(connection, null);
            Fields.READ_LISTENER.set(connection, null);
        }
    }

    /** Looked up once, at the first connection. Not methods: their types would have to be visible to the application. */
    private static final class Fields {
        private static final Field UPGRADE_LISTENER = of("upgradeListener");
        private static final Field READ_LISTENER = of("readListener");

        private static Field of(String name) {
            try {
                Field field = HttpServerConnection.class.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
