package live.danmaku.client;

import java.util.function.Function;

/**
 * A function of this application's that runs with its class loader as the thread's, whoever calls it. Not serializable, so that
 * no server binds a copy of it.
 *
 * @param function what is called
 * @param loader the application's
 */
record InApplication<A, B>(Function<A, B> function, ClassLoader loader) implements Function<A, B> {

    /** As called by this thread, which is in the application. */
    static <A, B> InApplication<A, B> of(Function<A, B> function) {
        return new InApplication<>(function, Thread.currentThread().getContextClassLoader());
    }

    @Override
    public B apply(A argument) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return function.apply(argument);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
