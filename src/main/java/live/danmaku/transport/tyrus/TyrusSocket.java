package live.danmaku.transport.tyrus;

import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import live.danmaku.model.Closing;
import live.danmaku.model.Network;
import live.danmaku.transport.SessionSocket;
import live.danmaku.transport.ViewerSocket;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.glassfish.tyrus.core.TyrusSession;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Tyrus' own way, where {@link GrizzlySocket} cannot send: whole WebSocket frames written to the connection's {@code
 * org.glassfish.tyrus.spi.Writer}, where {@code sendText} would encode, frame and copy the text for each viewer. Pings stay
 * with the session; the client's answer to our close frame ends it ({@link MutedWriter}).
 *
 * <p>The writer is reached through three private fields, because Tyrus shows no other way; where an upgrade moves them,
 * {@link #of} fails and the portable way takes over. Loaded only where the session is Tyrus'.
 */
public final class TyrusSocket extends SessionSocket {

    private final Writer writer;

    private TyrusSocket(Session session, WireFormat format, Writer writer) {
        super(session, format);
        this.writer = writer;
    }

    /** The way to a session; fails where this Tyrus is built in another way than we know. */
    public static ViewerSocket of(Session session, WireFormat format) throws ReflectiveOperationException {
        return new TyrusSocket(session, format, (Writer) TyrusFields.writer(session));
    }

    @Override
    public void send(String message, Completion completion) {
        write(Frame.textMessage(message), completion);
    }

    @Override
    public void send(Frame frame, Completion completion) {
        write(ByteBuffer.wrap(frame.message(format())), completion);
    }

    @Override
    public int prepare(Frame frame) {
        return frame.message(format()).length;
    }

    @Override
    public String way() {
        return "tyrus";
    }

    @Override
    public @Nullable Network network() {
        return network(session());
    }

    /** Where a session of Tyrus' comes from, null where Tyrus does not know. */
    static @Nullable Network network(Session session) {
        String peer = session instanceof TyrusSession tyrus ? tyrus.getRemoteAddr() : null;
        return peer == null ? null : Network.of(peer).orElse(null);
    }

    @Override
    public void close(Closing closing) {
        if (MutedWriter.install(session())) {
            write(ControlFrame.close(closing), ControlFrame.UNHEARD);
        }
    }

    @Override
    public void abort() {
        drop(writer);
    }

    private void write(ByteBuffer frame, Completion completion) {
        writer.write(frame, new Once(completion));
    }

    /** Passes on the first of the writer's calls. */
    private static final class Once extends CompletionHandler<ByteBuffer> {

        private final Completion completion;
        private final AtomicBoolean told = new AtomicBoolean();

        Once(Completion completion) {
            this.completion = completion;
        }

        @Override
        public void completed(ByteBuffer written) {
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
    }
}
