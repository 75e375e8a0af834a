package live.danmaku.jmx;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import live.danmaku.admin.Figures;
import live.danmaku.admin.Operations;
import live.danmaku.admin.Readiness;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.encode.Decoder;
import live.danmaku.model.RoomId;
import live.danmaku.telemetry.Metrics;

/**
 * The MBeans of one deployment: {@code danmaku:type=Server,context=danmaku}, and for the rooms with the most viewers {@code
 * danmaku:type=Room,context=danmaku,name=lobby}. A room's id needs no quotes in a name.
 *
 * <p>Bound: {@code danmaku.jmx.rooms} rooms, however many there are.
 *
 * <p>Threading: any thread.
 */
public final class Beans implements AutoCloseable {

    private static final Logger LOG = System.getLogger("danmaku.jmx");
    private static final String DOMAIN = "danmaku";

    private final MBeanServer server;
    private final String context;
    private final Figures figures;
    private final LiveSettings settings;
    private final Metrics metrics;
    private final Controls controls;
    private final ServerBean node;

    @GuardedBy("this")
    private boolean open;

    @GuardedBy("this")
    private final Map<RoomId, ObjectName> rooms = new HashMap<>();

    /**
     * @param server where the beans are to be seen
     * @param contextPath of the application, which tells its beans from those of another deployment
     */
    public Beans(
            MBeanServer server,
            String contextPath,
            Figures figures,
            Operations operations,
            Readiness readiness,
            LiveSettings settings,
            Metrics metrics,
            Decoder decoder) {
        this.server = server;
        this.context = inName(contextPath);
        this.figures = figures;
        this.settings = settings;
        this.metrics = metrics;
        this.controls = new Controls(operations, decoder);
        this.node = new ServerBean(figures, metrics, readiness, settings, controls);
    }

    /** Registers the server's bean. Without it the server works, and the log says so. */
    public synchronized void open() {
        try {
            server.registerMBean(
                    new OperatorBean(Guard.before(node, ServerMXBean.class, metrics), ServerMXBean.class),
                    name("type=Server,context=" + context));
            open = true;
        } catch (JMException e) {
            LOG.log(Level.WARNING, "this server cannot be seen by JMX clients: {0}", e.toString());
        }
    }

    /** Gives the rooms that have the most viewers now their beans, and takes those of others away. */
    public synchronized void refresh() {
        if (!open) {
            return;
        }
        Set<RoomId> wanted = figures.busiest(settings.get().get(Key.JMX_ROOMS)).stream()
                .map(room -> room.room())
                .collect(Collectors.toSet());
        rooms.entrySet().removeIf(known -> {
            boolean gone = !wanted.contains(known.getKey());
            if (gone) {
                unregister(known.getValue());
            }
            return gone;
        });
        wanted.removeAll(rooms.keySet());
        wanted.forEach(this::register);
    }

    /** Takes all names away. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            rooms.values().forEach(this::unregister);
            rooms.clear();
            try {
                unregister(name("type=Server,context=" + context));
            } catch (JMException e) {
                throw new IllegalStateException("this name was registered", e);
            }
        }
    }

    @GuardedBy("this")
    private void register(RoomId room) {
        try {
            RoomMXBean bean = new RoomBean(room, figures, settings, controls);
            ObjectName name = name("type=Room,context=" + context + ",name=" + room.value());
            server.registerMBean(
                    new OperatorBean(Guard.before(bean, RoomMXBean.class, metrics), RoomMXBean.class), name);
            rooms.put(room, name);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "room {0} cannot be seen by JMX clients: {1}", room, e);
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOG.log(Level.DEBUG, "{0} was gone already", name);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "{0} cannot be taken away: {1}", name, e);
        }
    }

    private static ObjectName name(String keys) throws JMException {
        return new ObjectName(DOMAIN + ":" + keys);
    }

    /** A context path as a part of a name that shells and other tools can write. */
    private static String inName(String contextPath) {
        String plain = contextPath.replaceFirst("^/", "").replaceAll("[^A-Za-z0-9._-]", ".");
        return plain.isEmpty() ? "ROOT" : plain;
    }
}
