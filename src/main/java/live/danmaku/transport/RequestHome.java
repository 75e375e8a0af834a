package live.danmaku.transport;

import java.util.concurrent.Executor;
import live.danmaku.transport.undertow.ExchangeThread;

/**
 * Where the response of a request that goes on for long is written to, without blocking, and ended. Undertow logs a stack trace
 * where either is done on another thread than its connection's own after the client has gone; elsewhere every thread is as good.
 */
public final class RequestHome {

    private RequestHome() {}

    /** The place of the request that the calling thread serves. */
    public static Executor current() {
        try {
            return ExchangeThread.ofThisRequest();
        } catch (LinkageError | IllegalStateException e) {
            // Not Undertow, or one that keeps its request elsewhere.
            return Runnable::run;
        }
    }
}
