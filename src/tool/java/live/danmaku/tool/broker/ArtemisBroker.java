package live.danmaku.tool.broker;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import live.danmaku.tool.server.BuildFiles;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * An Artemis in this JVM, set up by the file in {@code server-config} that an administrator's is set up by. It can be stopped and
 * started again.
 *
 * <p>Threading: one thread.
 */
public final class ArtemisBroker implements AutoCloseable {

    private final int port;
    private final Path configuration;
    private @Nullable EmbeddedActiveMQ running;

    private ArtemisBroker(int port, Path configuration) {
        this.port = port;
        this.configuration = configuration.toAbsolutePath();
    }

    /** One that listens on this port of 127.0.0.1. */
    public static ArtemisBroker started(int port) {
        return started(port, delivered());
    }

    /** The same, which speaks TLS with this key, and nothing else. */
    public static ArtemisBroker startedWithTls(int port, ServerKey key) {
        try {
            // Where the file tells an administrator to.
            String text = Files.readString(delivered())
                    .replace(
                            "tcpNoDelay=true<",
                            "tcpNoDelay=true;sslEnabled=true;keyStorePath=%s;keyStorePassword=%s<"
                                    .formatted(key.store(), ServerKey.PASSWORD));
            return started(port, Files.writeString(key.store().resolveSibling("broker-tls.xml"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArtemisBroker started(int port, Path configuration) {
        ArtemisBroker broker = new ArtemisBroker(port, configuration);
        broker.start();
        return broker;
    }

    private static Path delivered() {
        return BuildFiles.serverConfig().resolve("artemis/broker.xml");
    }

    /** A process that is nothing but the broker: on the port that its one argument is, for as long as it is let. */
    public static void main(String[] arguments) throws InterruptedException {
        started(Integer.parseInt(arguments[0]));
        Thread.currentThread().join();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Begins, with nothing of what was before {@link #stop}. */
    public void start() {
        System.setProperty("danmaku.broker.port", Integer.toString(port));
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(Broker.USER, Broker.PASSWORD);
        users.addRole(Broker.USER, "danmaku");
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ()
                .setConfigResourcePath(configuration.toUri().toString())
                .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        try {
            broker.start();
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not start", e);
        }
        running = broker;
    }

    /** Ends, as far as nodes can see in the middle of everything. */
    public void stop() {
        EmbeddedActiveMQ broker = running;
        running = null;
        if (broker != null) {
            try {
                broker.stop();
            } catch (Exception e) {
                throw new IllegalStateException("the broker does not stop", e);
            }
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** A way to it for a client in this JVM, which gives up at once when the broker goes. */
    public ConnectionFactory connectionFactory() {
        return connectionFactory(port);
    }

    /** The same, to one that listens on this port of 127.0.0.1. */
    static ConnectionFactory connectionFactory(int port) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(
                "tcp://127.0.0.1:" + port + "?reconnectAttempts=0", Broker.USER, Broker.PASSWORD);
        factory.setMinLargeMessageSize(2 << 20);
        return factory;
    }

    /** How many subscribers each topic has; none where nobody listens. */
    public SortedMap<String, Integer> subscribers() {
        SortedMap<String, Integer> subscribers = new TreeMap<>();
        queues().forEach(queue ->
                subscribers.merge(queue.getAddress().toString(), queue.getConsumerCount(), Integer::sum));
        return subscribers;
    }

    /** The most messages that wait for one subscriber of a topic. */
    public long mostWaiting(String topic) {
        return queues().filter(queue -> queue.getAddress().toString().equals(topic))
                .mapToLong(Queue::getMessageCount)
                .max()
                .orElse(0);
    }

    private Stream<Queue> queues() {
        EmbeddedActiveMQ broker = running;
        return broker == null
                ? Stream.of()
                : broker.getActiveMQServer()
                        .getPostOffice()
                        .getAllBindings()
                        .filter(QueueBinding.class::isInstance)
                        .map(binding -> ((QueueBinding) binding).getQueue())
                        .filter(queue -> queue.getAddress().toString().startsWith("danmaku_"));
    }
}
