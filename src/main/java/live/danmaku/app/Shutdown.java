package live.danmaku.app;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Stops the server while the container still serves the application: Payara closes no WebSocket by itself, and later its
 * connections would stay open, bound to an application that is gone.
 */
@WebListener
public class Shutdown implements ServletContextListener {

    @Inject
    Deployment deployment;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        deployment.stop();
    }
}
