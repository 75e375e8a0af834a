package live.danmaku.transport.undertow;

import io.undertow.servlet.handlers.ServletRequestContext;
import java.util.concurrent.Executor;

/**
 * The thread that reads and writes the connection of a request.
 *
 * <p>Loaded only where the server is asked for it; fails to load where that is not WildFly.
 */
public final class ExchangeThread {

    private ExchangeThread() {}

    /**
     * That of the request that the calling thread serves.
     *
     * @throws IllegalStateException if it serves none
     */
    public static Executor ofThisRequest() {
        return ServletRequestContext.requireCurrent().getExchange().getIoThread();
    }
}
