package live.danmaku.app;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stops the server while the container still serves its connections: Payara closes no WebSocket by itself, and WildFly
 * closes them all in a listener of its own, before what was accepted has left.
 */
public class Shutdown implements ServletContextListener {

    @Inject
    Deployment deployment;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        deployment.stop();
    }

    /**
     * Registers the listener after all others, because listeners are told of the end in the reverse order: a
     * {@code @WebListener} would come before Undertow's own and be told after it.
     */
    public static class Registration implements ServletContainerInitializer {

        @Override
        public void onStartup(@Nullable Set<Class<?>> ignored, ServletContext context) {
            context.addListener(Shutdown.class);
        }
    }
}
