package live.danmaku.transport;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Frame;

/** The portable way: Jakarta WebSocket's asynchronous remote, which every container has. */
class SessionSocket implements ViewerSocket {

    private static final Logger LOG = System.getLogger("danmaku.transport");

    private final Session session;

    SessionSocket(Session session) {
        this.session = session;
    }

    @Override
    public void send(String message, Completion completion) {
        SendHandler handler = result -> {
            if (result.isOK()) {
                completion.sent();
            } else {
                completion.failed(result.getException());
            }
        };
        session.getAsyncRemote().sendText(message, handler);
    }

    @Override
    public void send(Frame frame, Completion completion) {
        send(frame.text(), completion);
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
    public void close(CloseCode code) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code.code()), code.reason()));
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

    /** Closes what a server's own way knows the session's connection by. */
    final void drop(Closeable connection) {
        try {
            connection.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "session {0} was dropped already: {1}", session.getId(), e);
        }
    }
}
