package live.danmaku.it;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import live.danmaku.tool.server.AdministeredServer;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.JmxAccess;
import live.danmaku.tool.server.RemoteBeans;

/** A JMX client as an administrator has one: without our classes, and with the server's own library where one is needed. */
final class JmxClient implements AutoCloseable {

    private static final String SERVER = "danmaku:type=Server,context=danmaku";

    private final MBeanServerConnection beans;
    private final Closeable connection;

    private JmxClient(MBeanServerConnection beans, Closeable connection) {
        this.beans = beans;
        this.connection = connection;
    }

    /** Connects by the server's JMX access, or, where it has none, as somebody who owns the process. */
    static JmxClient connect(AppServer server) throws IOException {
        if (server instanceof AdministeredServer administered) {
            return connect(administered.jmx());
        }
        RemoteBeans own = RemoteBeans.of(server.process().pid());
        return new JmxClient(own.server(), own::close);
    }

    @SuppressWarnings("BanJNDI") // the address is the test's own
    static JmxClient connect(JmxAccess access) throws IOException {
        Map<String, Object> environment = new HashMap<>();
        environment.put(JMXConnector.CREDENTIALS, new String[] {access.user(), access.password()});
        // Else WildFly takes whoever can read its files.
        environment.put("org.jboss.remoting-jmx.excluded-sasl-mechanisms", "JBOSS-LOCAL-USER");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader loader = loader(access, before);
        environment.put(JMXConnectorFactory.PROTOCOL_PROVIDER_CLASS_LOADER, loader);
        thread.setContextClassLoader(loader);
        try {
            JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(access.url()), environment);
            return new JmxClient(connector.getMBeanServerConnection(), connector);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ClassLoader loader(JmxAccess access, ClassLoader usual) throws IOException {
        return access.library() == null
                ? usual
                : new URLClassLoader(
                        new URL[] {access.library().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    Object read(String attribute) throws JMException, IOException {
        return beans.getAttribute(new ObjectName(SERVER), attribute);
    }

    /** What is named as {@code <object name>/<attribute>}. */
    Object readNamed(String path) throws JMException, IOException {
        int end = path.lastIndexOf('/');
        return beans.getAttribute(new ObjectName(path.substring(0, end)), path.substring(end + 1));
    }

    Object readOfRoom(String room, String attribute) throws JMException, IOException {
        return beans.getAttribute(room(room), attribute);
    }

    void write(String attribute, Object value) throws JMException, IOException {
        beans.setAttribute(new ObjectName(SERVER), new Attribute(attribute, value));
    }

    void writeOfRoom(String room, String attribute, Object value) throws JMException, IOException {
        beans.setAttribute(room(room), new Attribute(attribute, value));
    }

    /** Invokes an operation whose parameters are strings and longs. */
    Object invoke(String operation, Object... arguments) throws JMException, IOException {
        return invoke(new ObjectName(SERVER), operation, arguments);
    }

    Object invokeOfRoom(String room, String operation, Object... arguments) throws JMException, IOException {
        return invoke(room(room), operation, arguments);
    }

    MBeanInfo info() throws JMException, IOException {
        return beans.getMBeanInfo(new ObjectName(SERVER));
    }

    /** The names of the application's beans. */
    Set<String> names() {
        try {
            return beans.queryNames(new ObjectName("danmaku:*"), null).stream()
                    .map(ObjectName::getCanonicalName)
                    .collect(Collectors.toSet());
        } catch (JMException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    static ObjectName room(String room) throws JMException {
        return new ObjectName("danmaku:type=Room,context=danmaku,name=" + room);
    }

    private Object invoke(ObjectName name, String operation, Object... arguments) throws JMException, IOException {
        String[] types = Stream.of(arguments)
                .map(argument -> argument instanceof Long ? long.class : argument.getClass())
                .map(Class::getName)
                .toArray(String[]::new);
        return beans.invoke(name, operation, arguments, types);
    }
}
