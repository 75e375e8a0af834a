package live.danmaku.app;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The container's executors that all work runs on: those whose JNDI names are configured, else the server's defaults. There
 * are two, because a server's scheduled one may have a single thread (Payara's has).
 */
@Dependent
public class ManagedExecutors {

    static final String TIMER_PROPERTY = "danmaku.executor";
    static final String THREADS_PROPERTY = "danmaku.threads";
    static final String FANOUT_PROPERTY = "danmaku.executor.fanout";

    /** Runs ticks and timers. */
    public ScheduledExecutorService timer() {
        return find(
                TIMER_PROPERTY,
                "java:comp/DefaultManagedScheduledExecutorService",
                ManagedScheduledExecutorService.class);
    }

    /** Serves large audiences. */
    public Executor fanout() {
        return find(FANOUT_PROPERTY, "java:comp/DefaultManagedExecutorService", ManagedExecutorService.class);
    }

    /** For what waits for other nodes' messages all the time, which no executor should run. */
    public ThreadFactory threads() {
        return find(THREADS_PROPERTY, "java:comp/DefaultManagedThreadFactory", ManagedThreadFactory.class);
    }

    /** Where there is none, an {@link IllegalStateException} says so and the deployment fails. */
    // The name comes from the server's administrator.
    @SuppressWarnings("BanJNDI")
    private static <T> T find(String property, String usual, Class<T> type) {
        String name = ConfigProvider.getConfig()
                .getOptionalValue(property, String.class)
                .orElse(usual);
        try {
            return type.cast(InitialContext.doLookup(name));
        } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException(
                    property + " = \"" + name + "\" does not name a " + type.getSimpleName(), e);
        }
    }
}
