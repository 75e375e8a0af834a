package live.danmaku.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.AttributeChangeNotification;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the application server is suspended and resumed as a whole, where it says so: WildFly does, by an MBean of its
 * own, before it suspends anything, on the thread that suspends, and waits for whoever listens. So what is done here is
 * done before WildFly cuts the WebSockets, in {@code :suspend}, {@code :shutdown} and a plain {@code kill} alike.
 *
 * <p>Threading: opened and closed by the container's deployment threads; told on the server's management threads, one at a
 * time.
 */
final class ServerSuspension implements NotificationListener, AutoCloseable {

    private static final Logger LOG = System.getLogger("danmaku");
    private static final String STATE = "jboss.root:type=state";
    private static final String ATTRIBUTE = "RunningState";

    private final MBeanServer beans;
    private final Runnable suspending;
    private final Runnable resumed;

    ServerSuspension(Runnable suspending, Runnable resumed) {
        this(ManagementFactory.getPlatformMBeanServer(), suspending, resumed);
    }

    ServerSuspension(MBeanServer beans, Runnable suspending, Runnable resumed) {
        this.beans = beans;
        this.suspending = suspending;
        this.resumed = resumed;
    }

    /** Begins to listen; does nothing on a server that cannot be suspended. */
    void open() {
        try {
            ObjectName state = new ObjectName(STATE);
            if (beans.isRegistered(state)) {
                beans.addNotificationListener(state, this, null, null);
            }
        } catch (JMException e) {
            LOG.log(Level.WARNING, "a suspended server will cut its viewers'' connections: {0}", e);
        }
    }

    /** Listens no more. */
    @Override
    public void close() {
        try {
            ObjectName state = new ObjectName(STATE);
            if (beans.isRegistered(state)) {
                beans.removeNotificationListener(state, this);
            }
        } catch (JMException e) {
            LOG.log(Level.DEBUG, "the server''s state was not listened to: {0}", e);
        }
    }

    @Override
    public void handleNotification(Notification notification, @Nullable Object ignored) {
        if (notification instanceof AttributeChangeNotification change && ATTRIBUTE.equals(change.getAttributeName())) {
            if ("suspending".equals(change.getNewValue())) {
                suspending.run();
            } else if ("normal".equals(change.getNewValue())) {
                resumed.run();
            }
        }
    }
}
