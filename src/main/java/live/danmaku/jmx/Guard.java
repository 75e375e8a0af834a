package live.danmaku.jmx;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a bean, so that what it throws is of a class that every client has: {@link IllegalArgumentException} for what is
 * refused, whose message begins with the code, and {@link IllegalStateException} for a fault of ours, which is logged.
 *
 * @param bean what it stands before
 * @param metrics counts both
 */
record Guard(Object bean, Metrics metrics) implements InvocationHandler {

    private static final Logger LOG = System.getLogger("danmaku.jmx");

    static <T> T before(T bean, Class<T> type, Metrics metrics) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Guard(bean, metrics)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws IllegalAccessException {
        try {
            return method.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            throw toldToClients(e.getCause());
        }
    }

    private RuntimeException toldToClients(@Nullable Throwable failure) {
        if (failure instanceof Refusal refusal) {
            metrics.refused(refusal.code());
            return new IllegalArgumentException(refusal.code().code() + ": " + refusal.detail());
        }
        metrics.count(Counter.FAULTS);
        LOG.log(Level.ERROR, "a management call was not handled", failure);
        return new IllegalStateException(ErrorCode.INTERNAL.code() + ": the call could not be handled");
    }
}
