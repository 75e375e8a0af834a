package live.danmaku.transport.tyrus;

import static live.danmaku.transport.tyrus.TyrusFields.value;

import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import live.danmaku.model.Closing;
import live.danmaku.model.Network;
import live.danmaku.transport.SessionSocket;
import live.danmaku.transport.ViewerSocket;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.asyncqueue.AsyncQueueWriter;
import org.glassfish.grizzly.asyncqueue.WritableMessage;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.memory.ByteBufferWrapper;
import org.glassfish.grizzly.nio.SelectorRunner;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.ssl.SSLUtils;
import org.jspecify.annotations.Nullable;

/**
 * Grizzly's own way, for Payara, GlassFish and Grizzly: whole WebSocket frames from memory that all viewers share, put into
 * the connection's queue of writes beneath Tyrus, servlets and HTTP. The queue writes what the socket takes at once, on the
 * calling thread, and completes when the socket has all of it. What Tyrus sends, pongs and its answer to a close frame, comes
 * to the same queue, each frame as one write, so frames never mix.
 *
 * <p>The connection is reached through private fields, because Tyrus shows no other way; where an upgrade moves them, {@link
 * #of} fails and {@link TyrusSocket} takes over. Loaded only where the session is Tyrus'.
 */
public final class GrizzlySocket extends SessionSocket {

    private static final Logger LOG = System.getLogger("danmaku.transport");

    private final TCPNIOConnection connection;

    private GrizzlySocket(Session session, WireFormat format, TCPNIOConnection connection) {
        super(session, format);
        this.connection = connection;
    }

    /**
     * The way to a session; null where the connection is encrypted, which happens above the queue. Fails where this Tyrus or
     * Grizzly is built in another way than we know.
     */
    public static @Nullable ViewerSocket of(Session session, WireFormat format) throws ReflectiveOperationException {
        TCPNIOConnection connection = connection(TyrusFields.writer(session));
        return SSLUtils.getSSLEngine(connection) == null ? new GrizzlySocket(session, format, connection) : null;
    }

    private static TCPNIOConnection connection(Object writer) throws ReflectiveOperationException {
        if (TyrusFields.isServlets(writer)) {
            Object request = TyrusFields.request(TyrusFields.upgradeHandler(writer));
            return (TCPNIOConnection) ((FilterChainContext) value(request, "ctx")).getConnection();
        }
        return (TCPNIOConnection) value(writer, "connection");
    }

    @Override
    public void send(String message, Completion completion) {
        write(Frame.textMessage(message), completion);
    }

    @Override
    public void send(Frame frame, Completion completion) {
        write(frame.shared(format()), completion);
    }

    @Override
    public int prepare(Frame frame) {
        return frame.prepareShared(format());
    }

    @Override
    public Executor home() {
        return new SelectorThread(connection.getSelectorRunner());
    }

    @Override
    public String way() {
        return "grizzly";
    }

    @Override
    public @Nullable Network network() {
        return TyrusSocket.network(session());
    }

    /** Not through Tyrus, which would write it to objects of Payara's that the reading thread may be giving back. */
    @Override
    public void ping(int number) {
        write(ControlFrame.ping(number));
    }

    /** The client's answer ends the session; see {@link MutedWriter}. */
    @Override
    public void close(Closing closing) {
        if (MutedWriter.install(session())) {
            write(ControlFrame.close(closing));
        }
    }

    /** The session is closed before its last frames have left; the connection is not. */
    @Override
    public boolean isClosed() {
        return isGone();
    }

    @Override
    public boolean isGone() {
        return !connection.isOpen();
    }

    /**
     * As if the client had ended the connection: the thread that reads it finds its end, and tells Tyrus. Ending it here
     * would tell Tyrus on this thread, while another may be reading.
     */
    @Override
    public void abort() {
        try {
            ((SocketChannel) connection.getChannel()).shutdownInput();
        } catch (IOException e) {
            connection.terminateSilently();
        }
    }

    private void write(ByteBuffer frame) {
        try {
            write(frame, ControlFrame.UNHEARD);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.DEBUG,
                    "nothing more can be sent to session {0}: {1}",
                    session().getId(),
                    e);
        }
    }

    private void write(ByteBuffer message, Completion completion) {
        TCPNIOTransport transport = (TCPNIOTransport) connection.getTransport();
        AsyncQueueWriter<SocketAddress> queue = transport.getAsyncQueueIO().getWriter();
        // A wrapper that may not be disposed of, as this one by default, leaves the memory alone.
        queue.write(connection, new ByteBufferWrapper(message), new Once(completion));
    }

    /** The thread that reads a connection, and writes to it what waited: one for many connections, all of one home. */
    private record SelectorThread(SelectorRunner runner) implements Executor {

        @Override
        public void execute(Runnable task) {
            runner.getTransport().getSelectorHandler().enque(runner, () -> run(task), null);
        }

        private static boolean run(Runnable task) {
            task.run();
            return true;
        }
    }

    /** Passes on the first of the queue's calls: a write to a connection that closes meanwhile may fail twice. */
    private static final class Once implements CompletionHandler<WriteResult<WritableMessage, SocketAddress>> {

        private final Completion completion;
        private final AtomicBoolean told = new AtomicBoolean();

        Once(Completion completion) {
            this.completion = completion;
        }

        @Override
        public void completed(WriteResult<WritableMessage, SocketAddress> written) {
            if (told.compareAndSet(false, true)) {
                completion.sent();
            }
        }

        @Override
        public void failed(Throwable cause) {
            if (told.compareAndSet(false, true)) {
                completion.failed(cause);
            }
        }

        @Override
        public void cancelled() {
            failed(new CancellationException());
        }

        /** A part of it is written; the rest will be. */
        @Override
        public void updated(WriteResult<WritableMessage, SocketAddress> partlyWritten) {}
    }
}
