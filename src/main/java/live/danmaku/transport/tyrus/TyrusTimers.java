package live.danmaku.transport.tyrus;

import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Tyrus' idle time-outs. It plans one anew at each message and pong that comes and each one that it sends, also where the
 * time-out is 0 and the task has nothing to do; on Payara that costs 30 to 100 us each time, and fills the executor that the
 * rooms' ticks run on.
 *
 * <p>Reached by name only, so that it loads on every server.
 */
public final class TyrusTimers {

    /** Plans nothing: Tyrus takes a null for "no time-out is planned". */
    private static final Object NONE = Proxy.newProxyInstance(
            TyrusTimers.class.getClassLoader(),
            new Class<?>[] {ScheduledExecutorService.class},
            (proxy, method, arguments) -> null);

    private TyrusTimers() {}

    /** Has a session that never times out plan nothing. */
    public static void stop(Session session) throws ReflectiveOperationException {
        if (session.getMaxIdleTimeout() <= 0) {
            TyrusFields.field(session, "service").set(session, NONE);
        }
    }
}
