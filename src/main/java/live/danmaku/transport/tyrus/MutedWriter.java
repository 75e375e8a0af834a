package live.danmaku.transport.tyrus;

import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.glassfish.tyrus.core.ProtocolHandler;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;

/**
 * A connection's writer from the moment on that a close frame of ours leaves: nothing may follow that frame (RFC 6455,
 * section 5.5.1), so what Tyrus sends goes nowhere, neither a pong nor the frame with which it would answer the client's.
 *
 * <p>That the session stays open until then is the point. Tyrus' own {@code Session.close} ends the connection in the same
 * call, without waiting for the client; on Payara that gives the request's object to other connections while a thread may
 * be reading the client's answer with it ({@code docs/decisions.md}). This way the thread that reads the answer ends the
 * session, as it does when the client closes first.
 *
 * <p>Threading: any thread.
 */
final class MutedWriter extends Writer {

    private static final Logger LOG = System.getLogger("danmaku.transport");

    private final Writer connection;

    private MutedWriter(Writer connection) {
        this.connection = connection;
    }

    /** Has Tyrus send nothing more to a session; false where there is nothing to send to, because the session is closed. */
    static boolean install(Session session) {
        try {
            ProtocolHandler handler = (ProtocolHandler) TyrusFields.protocolHandler(session);
            handler.setWriter(new MutedWriter((Writer) TyrusFields.value(handler, "writer")));
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "session {0} was closed already: {1}", session.getId(), e);
            return false;
        }
    }

    @Override
    public void write(ByteBuffer frame, CompletionHandler<ByteBuffer> completion) {
        completion.completed(frame);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
