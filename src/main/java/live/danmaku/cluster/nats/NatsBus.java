package live.danmaku.cluster.nats;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import live.danmaku.cluster.Bus;
import live.danmaku.cluster.BusException;
import live.danmaku.cluster.Channel;
import live.danmaku.cluster.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A subject for each channel on one connection, which the server does not send a node's own messages back on.
 *
 * <p>The client makes a broken connection and its subscriptions anew; the first one, and one that was given up because the server
 * refused the login, are made here. Nothing is kept for a server that is gone: what a window said a while ago nobody wants to
 * see, and {@link Cluster}'s own queue counts what it drops.
 *
 * <p>Threading: see {@link Bus}. All of the client's threads are the container's; one hands received messages over, and while that
 * is held up at most {@value #WAITING_BYTES} bytes wait for it, of which the newest are dropped.
 */
public final class NatsBus implements Bus {

    private static final System.Logger LOG = System.getLogger("danmaku.cluster");
    private static final long PAUSE_MILLIS = 1_000;
    private static final Duration PING = Duration.ofSeconds(5);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int UNSENT = 256;
    private static final int WAITING = 10_000;
    private static final int WAITING_BYTES = 16 * 1024 * 1024;

    private final String servers;
    private final String prefix;
    private final Consumer<byte[]> receiver;
    private final ExecutorService workers;
    private final ExecutorService connector;
    private final ExecutorService caller;
    private final ScheduledExecutorService timer;
    private final Options options;
    private volatile @Nullable Connection connection;
    private volatile String reason = "not tried yet";

    /** What the client said last while it was connecting: its own message names the servers only. */
    private volatile String fault = "";

    @GuardedBy("this")
    private final Set<Channel> wanted = new HashSet<>();

    @GuardedBy("this")
    private @Nullable Dispatcher dispatcher;

    @GuardedBy("this")
    private boolean connecting;

    @GuardedBy("this")
    private boolean closed;

    /**
     * Where and as whom.
     *
     * @param servers addresses, {@code nats://host:port} or {@code tls://host:port}; over TLS the JVM's default context says whom to
     *     trust
     * @param user empty for a server that asks for none
     * @param password of that user
     */
    public record Login(List<String> servers, String user, String password) {

        /** Copies. */
        public Login {
            servers = List.copyOf(servers);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return (user.isEmpty() ? "" : user + " at ") + String.join(" ", servers);
        }
    }

    /**
     * Connects to nothing yet.
     *
     * @param prefix what the subjects begin with
     * @param node this node's name, for the server's administrator
     * @param threads the container's
     */
    public NatsBus(Login login, String prefix, String node, ThreadFactory threads, Consumer<byte[]> receiver) {
        this.servers = login.toString();
        this.prefix = prefix;
        this.receiver = receiver;
        this.workers =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        // The client would not end threads that it makes with a factory.
        this.connector = oneThread(threads);
        this.caller = oneThread(threads);
        this.timer = new ScheduledThreadPoolExecutor(1, threads);
        this.options = options(login, node);
    }

    private static ExecutorService oneThread(ThreadFactory threads) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    }

    private Options options(Login login, String node) {
        Options.Builder builder = new Options.Builder()
                .servers(login.servers().toArray(String[]::new))
                .connectionName("danmaku " + node)
                .noEcho()
                .connectionTimeout(CONNECT)
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(PAUSE_MILLIS))
                .reconnectBufferSize(0)
                .maxMessagesInOutgoingQueue(UNSENT)
                .pingInterval(PING)
                .maxPingsOut(2)
                .executor(workers)
                .scheduledExecutor(timer)
                .connectExecutor(connector)
                .callbackExecutor(caller)
                .connectionListener(this::changed)
                .errorListener(new Quiet());
        if (!login.user().isEmpty()) {
            builder.userInfo(login.user().toCharArray(), login.password().toCharArray());
        }
        return builder.build();
    }

    @Override
    public void send(Channel channel, byte[] message) {
        Connection open = connection;
        if (open == null || open.getStatus() != Connection.Status.CONNECTED) {
            connect();
            throw new BusException("no connection to " + servers + ": " + reason + fault);
        }
        try {
            open.publish(subject(channel), message);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new BusException("the server did not take a message: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void subscribe(Channel channel) {
        if (wanted.add(channel)) {
            if (dispatcher != null) {
                dispatcher.subscribe(subject(channel));
            } else {
                connect();
            }
        }
    }

    @Override
    public synchronized void unsubscribe(Channel channel) {
        if (wanted.remove(channel) && dispatcher != null) {
            dispatcher.unsubscribe(subject(channel));
        }
    }

    @Override
    public boolean isConnected() {
        Connection open = connection;
        return open != null && open.getStatus() == Connection.Status.CONNECTED;
    }

    /** Has a thread connect, unless one does, or did already. */
    private synchronized void connect() {
        if (!closed && !connecting && connection == null) {
            connecting = true;
            workers.execute(this::connectAtLast);
        }
    }

    private void connectAtLast() {
        try {
            while (!tryToConnect()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            // The bus is being closed, or the container ends its threads: either way there is nothing to connect for.
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                connecting = false;
            }
        }
    }

    /** Whether there is nothing more to try. */
    private boolean tryToConnect() throws InterruptedException {
        try {
            adopt(Nats.connect(options));
            return true;
        } catch (IOException | RuntimeException e) {
            reason = String.valueOf(e.getMessage());
            LOG.log(System.Logger.Level.DEBUG, "no connection to " + servers, e);
            synchronized (this) {
                return closed;
            }
        }
    }

    private synchronized void adopt(Connection made) throws InterruptedException {
        if (closed) {
            made.close();
            return;
        }
        Dispatcher handing = made.createDispatcher(message -> receiver.accept(content(message)));
        handing.setPendingLimits(WAITING, WAITING_BYTES);
        wanted.forEach(channel -> handing.subscribe(subject(channel)));
        dispatcher = handing;
        connection = made;
        fault = "";
    }

    /** What is too large to be a node's is empty: whoever takes it finds and counts it as foreign. */
    private static byte[] content(Message message) {
        byte[] content = message.getData();
        return content.length > Envelope.MAX_BYTES ? new byte[0] : content;
    }

    /** After a login that was refused twice the client gives a connection up for good. */
    private void changed(Connection changed, ConnectionListener.Events event) {
        LOG.log(System.Logger.Level.DEBUG, "{0}: {1}", servers, event);
        if (event == ConnectionListener.Events.CLOSED) {
            synchronized (this) {
                if (connection == changed) {
                    reason = String.valueOf(changed.getLastError());
                    connection = null;
                    dispatcher = null;
                }
            }
            connect();
        }
    }

    private String subject(Channel channel) {
        return prefix + "." + channel.name();
    }

    @Override
    public void close() {
        Connection ending;
        synchronized (this) {
            closed = true;
            wanted.clear();
            ending = connection;
            connection = null;
            dispatcher = null;
        }
        try {
            if (ending != null) {
                ending.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            workers.shutdownNow();
            connector.shutdownNow();
            caller.shutdownNow();
            timer.shutdownNow();
        }
    }

    /** Every fault shows in what can be sent, and in what {@link Cluster} counts as missed; the rest is for who looks closely. */
    private final class Quiet implements ErrorListener {

        @Override
        public void errorOccurred(Connection connection, String error) {
            LOG.log(System.Logger.Level.DEBUG, "the server says: {0}", error);
        }

        @Override
        public void exceptionOccurred(Connection connection, Exception failure) {
            fault = " (" + failure.getMessage() + ")";
            LOG.log(System.Logger.Level.DEBUG, "a connection failed", failure);
        }
    }
}
