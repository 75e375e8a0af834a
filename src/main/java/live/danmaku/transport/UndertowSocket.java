package live.danmaku.transport;

import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.jsr.UndertowSession;
import jakarta.websocket.Session;
import java.util.concurrent.atomic.AtomicBoolean;
import live.danmaku.model.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Undertow's own way, for WildFly: a text frame from bytes that all viewers share, where {@code sendText} would encode and
 * copy the text for each. Everything but sending stays with the session, so that the container's book-keeping holds.
 *
 * <p>Loaded only where the session is Undertow's.
 */
final class UndertowSocket extends SessionSocket {

    private final WebSocketChannel channel;

    private UndertowSocket(UndertowSession session) {
        super(session);
        this.channel = session.getWebSocketChannel();
    }

    static UndertowSocket of(Session session) {
        return new UndertowSocket((UndertowSession) session);
    }

    @Override
    public void send(String message, Completion completion) {
        WebSockets.sendText(message, channel, new Once(completion));
    }

    @Override
    public void send(Frame frame, Completion completion) {
        WebSockets.sendText(frame.payload(), channel, new Once(completion));
    }

    /** The session counts as closed before its close frame has left; the channel does not. */
    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void abort() {
        drop(channel);
    }

    /** Passes on the first of Undertow's calls: after a broken connection it makes more than one per frame. */
    private static final class Once extends AtomicBoolean implements WebSocketCallback<Void> {

        private static final long serialVersionUID = 1;

        private final transient Completion completion;

        Once(Completion completion) {
            this.completion = completion;
        }

        @Override
        public void complete(WebSocketChannel channel, @Nullable Void context) {
            if (compareAndSet(false, true)) {
                completion.sent();
            }
        }

        @Override
        public void onError(WebSocketChannel channel, @Nullable Void context, Throwable cause) {
            if (compareAndSet(false, true)) {
                completion.failed(cause);
            }
        }
    }
}
