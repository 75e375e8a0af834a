package live.danmaku.transport;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import live.danmaku.model.Closing;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * The portable way: Jakarta WebSocket's asynchronous remote, which every container has. A text is encoded for each viewer;
 * a compressed batch of the own subprotocol is binary, so that all viewers share one buffer.
 */
public class SessionSocket implements ViewerSocket {

    private static final Logger LOG = System.getLogger("danmaku.transport");

    private final Session session;
    private final WireFormat format;

    /** The way to a session that takes batches in this format. */
    protected SessionSocket(Session session, WireFormat format) {
        this.session = session;
        this.format = format;
    }

    @Override
    public void send(String message, Completion completion) {
        session.getAsyncRemote().sendText(message, told(completion));
    }

    @Override
    public void send(Frame frame, Completion completion) {
        if (isBinary(frame)) {
            session.getAsyncRemote().sendBinary(frame.payload(format), told(completion));
        } else {
            send(frame.text(), completion);
        }
    }

    @Override
    public int prepare(Frame frame) {
        if (isBinary(frame)) {
            return frame.payload(format).remaining();
        }
        return frame.text().length();
    }

    @Override
    public final WireFormat format() {
        return format;
    }

    @Override
    public @Nullable Executor home() {
        return null;
    }

    @Override
    public String way() {
        return "portable";
    }

    @Override
    public void ping(int number) {
        try {
            session.getAsyncRemote()
                    .sendPing(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "no ping to session {0}: {1}", session.getId(), e);
        }
    }

    @Override
    public void close(Closing closing) {
        try {
            session.close(new CloseReason(
                    CloseReason.CloseCodes.getCloseCode(closing.code().code()), closing.reason()));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "session {0} was closed already: {1}", session.getId(), e);
        }
    }

    @Override
    public boolean isClosed() {
        return !session.isOpen();
    }

    /** Nothing: the standard has no way, and the container's own time-outs have to do. */
    @Override
    public void abort() {}

    /** The session that this is the way to. */
    protected final Session session() {
        return session;
    }

    /** Closes what a server's own way knows the session's connection by. */
    protected final void drop(Closeable connection) {
        try {
            connection.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "session {0} was dropped already: {1}", session.getId(), e);
        }
    }

    private boolean isBinary(Frame frame) {
        return format == WireFormat.BINARY_DEFLATED && frame.formatFor(format) == format;
    }

    private static SendHandler told(Completion completion) {
        return result -> {
            if (result.isOK()) {
                completion.sent();
            } else {
                completion.failed(result.getException());
            }
        };
    }
}
