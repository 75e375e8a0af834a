package live.danmaku.transport.undertow;

import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.jsr.UndertowSession;
import jakarta.websocket.Session;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import live.danmaku.model.Network;
import live.danmaku.transport.SessionSocket;
import live.danmaku.transport.ViewerSocket;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * Undertow's own way, for WildFly: whole WebSocket frames from memory that all viewers share, written to the connection
 * beneath Undertow's framing, where {@code sendText} would encode, copy and frame the text for each. Pings and the end stay
 * with the session, so that the container's book-keeping holds.
 *
 * <p>Loaded only where the session is Undertow's.
 */
public final class UndertowSocket extends SessionSocket {

    private final WebSocketChannel channel;
    private final SharedSink sink;

    private UndertowSocket(UndertowSession session, WireFormat format, SharedSink sink) {
        super(session, format);
        this.channel = session.getWebSocketChannel();
        this.sink = sink;
    }

    /** The way to a session; fails where this Undertow is built in another way than we know. */
    public static ViewerSocket of(Session session, WireFormat format) throws ReflectiveOperationException {
        UndertowSession undertow = (UndertowSession) session;
        return new UndertowSocket(undertow, format, SharedSink.install(undertow.getWebSocketChannel()));
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
        return channel.getIoThread();
    }

    @Override
    public String way() {
        return "undertow";
    }

    @Override
    public @Nullable Network network() {
        InetAddress peer = channel.getSourceAddress().getAddress();
        return peer == null ? null : Network.of(peer);
    }

    /** The session counts as closed before its close frame has left; the channel does not. */
    @Override
    public boolean isClosed() {
        return isGone();
    }

    @Override
    public boolean isGone() {
        return !channel.isOpen();
    }

    @Override
    public void abort() {
        drop(channel);
    }

    // A TLS connection may be written to on its own thread only; a plain one on any, which saves waking that thread up.
    private void write(ByteBuffer message, Completion completion) {
        XnioIoThread thread = channel.getIoThread();
        if (channel.isSecure() && Thread.currentThread() != thread) {
            thread.execute(() -> writeNow(message, completion));
        } else {
            writeNow(message, completion);
        }
    }

    private void writeNow(ByteBuffer message, Completion completion) {
        if (channel.isCloseFrameSent()) {
            completion.failed(new IllegalStateException("the closing handshake has begun"));
        } else {
            sink.send(message, completion);
        }
    }
}
