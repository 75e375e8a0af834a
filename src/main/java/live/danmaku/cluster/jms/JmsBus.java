package live.danmaku.cluster.jms;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import live.danmaku.cluster.Bus;
import live.danmaku.cluster.BusException;
import live.danmaku.cluster.Channel;
import live.danmaku.cluster.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A topic for each channel, messages that are not kept, and a selector by which the broker does not even send a node its own.
 *
 * <p>What Jakarta EE forbids an application (listeners, client ids, more than one session on a connection) and what pools break
 * ({@code noLocal}) is not used: one context sends, and each channel has one context and one thread that waits in {@code receive}.
 *
 * <p>Threading: see {@link Bus}; the sender's context is confined to the thread that sends, each channel's to its own.
 */
public final class JmsBus implements Bus {

    /** Names the sending node to the selector. */
    static final String NODE = "dmNode";

    private static final long RECEIVE_MILLIS = 500;
    private static final long PAUSE_MILLIS = 1_000;

    private final String factory;
    private final String prefix;
    private final String node;
    private final ThreadFactory threads;
    private final Consumer<byte[]> receiver;
    private @Nullable JMSContext context;
    private @Nullable JMSProducer producer;
    private volatile boolean sends = true;
    private volatile boolean closed;

    @GuardedBy("this")
    private final Map<Channel, Listener> listeners = new HashMap<>();

    /**
     * Connects to nothing yet.
     *
     * @param factory the connection factory's name in JNDI; it is looked up for each connection, so that it may come later
     * @param prefix what the topics' names begin with, a Java identifier, as some brokers want it
     * @param node this node's name
     * @param threads the container's
     */
    public JmsBus(String factory, String prefix, String node, ThreadFactory threads, Consumer<byte[]> receiver) {
        this.factory = factory;
        this.prefix = prefix;
        this.node = node;
        this.threads = threads;
        this.receiver = receiver;
    }

    @Override
    public void send(Channel channel, byte[] message) {
        try {
            JMSContext open = context();
            BytesMessage bytes = open.createBytesMessage();
            bytes.writeBytes(message);
            bytes.setStringProperty(NODE, node);
            producer(open).send(open.createTopic(topic(channel)), bytes);
            sends = true;
        } catch (JMSException | RuntimeException e) {
            sends = false;
            hangUp();
            throw new BusException("the broker did not take a message: " + e.getMessage(), e);
        }
    }

    private JMSContext context() {
        JMSContext open = context;
        if (open == null) {
            open = connect();
            context = open;
        }
        return open;
    }

    // The name comes from the server's administrator.
    @SuppressWarnings("BanJNDI")
    private JMSContext connect() {
        if (closed) {
            throw new JMSRuntimeException("the bus is closed");
        }
        try {
            ConnectionFactory found = InitialContext.doLookup(factory);
            return found.createContext(JMSContext.DUPS_OK_ACKNOWLEDGE);
        } catch (NamingException | ClassCastException e) {
            throw new JMSRuntimeException("\"" + factory + "\" does not name a connection factory now", null, e);
        }
    }

    /** Without a time to live: brokers and clients would compare it with their own clocks, which may be wrong. */
    private JMSProducer producer(JMSContext open) {
        JMSProducer sending = producer;
        if (sending == null) {
            sending = open.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setDisableMessageID(true);
            producer = sending;
        }
        return sending;
    }

    private void hangUp() {
        JMSContext open = context;
        context = null;
        producer = null;
        if (open != null) {
            close(open);
        }
    }

    @Override
    public synchronized void subscribe(Channel channel) {
        if (!closed && !listeners.containsKey(channel)) {
            Listener listener = new Listener(channel);
            listeners.put(channel, listener);
            threads.newThread(listener).start();
        }
    }

    @Override
    public synchronized void unsubscribe(Channel channel) {
        Listener listener = listeners.remove(channel);
        if (listener != null) {
            listener.ended = true;
        }
    }

    @Override
    public synchronized boolean isConnected() {
        return sends && listeners.values().stream().allMatch(listener -> listener.connected);
    }

    /** Waits for the threads, for a bounded time: none of them should outlive the application. */
    @Override
    public void close() {
        closed = true;
        List<Listener> ending;
        synchronized (this) {
            ending = List.copyOf(listeners.values());
            listeners.clear();
        }
        ending.forEach(listener -> listener.ended = true);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * RECEIVE_MILLIS);
        ending.forEach(listener -> listener.awaitEnd(deadline));
        hangUp();
    }

    private String topic(Channel channel) {
        return prefix + "_" + channel.name();
    }

    private static void close(JMSContext open) {
        try {
            open.close();
        } catch (JMSRuntimeException e) {
            // It was broken already.
            System.getLogger("danmaku.cluster").log(System.Logger.Level.DEBUG, "a context did not close: {0}", e);
        }
    }

    /** Takes what comes on one channel, and connects again where it broke. */
    private final class Listener implements Runnable {

        private final Channel channel;
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean connected;
        private volatile boolean ended;
        private volatile @Nullable Thread thread;

        Listener(Channel channel) {
            this.channel = channel;
        }

        /** Interrupts what has not ended by itself until then: it may be waiting for a broker that is gone. */
        void awaitEnd(long deadlineNanos) {
            try {
                boolean ends = over.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                Thread running = thread;
                if (!ends && running != null) {
                    running.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            try {
                while (!ended) {
                    listenOrPause();
                }
            } finally {
                over.countDown();
            }
        }

        private void listenOrPause() {
            try {
                listen();
            } catch (JMSException | RuntimeException e) {
                connected = false;
                System.getLogger("danmaku.cluster")
                        .log(System.Logger.Level.DEBUG, "the subscription to " + topic(channel) + " broke", e);
                pause();
            }
        }

        private void listen() throws JMSException {
            try (JMSContext open = connect()) {
                var consumer = open.createConsumer(
                        open.createTopic(topic(channel)), NODE + " <> '" + node.replace("'", "''") + "'");
                connected = true;
                while (!ended) {
                    Message message = consumer.receive(RECEIVE_MILLIS);
                    if (message != null) {
                        receiver.accept(content(message));
                    }
                }
            }
        }

        /** What is none of a node's, or too large to be, is empty: whoever takes it finds and counts it as foreign. */
        private byte[] content(Message message) throws JMSException {
            boolean ours = message instanceof BytesMessage bytes && bytes.getBodyLength() <= Envelope.MAX_BYTES;
            byte[] content = ours ? message.getBody(byte[].class) : null;
            return content == null ? new byte[0] : content;
        }

        private void pause() {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                ended = true;
            }
        }
    }
}
