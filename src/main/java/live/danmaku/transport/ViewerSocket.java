package live.danmaku.transport;

import java.util.concurrent.Executor;
import live.danmaku.model.Closing;
import live.danmaku.model.Network;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * The way to one viewer's connection. Implementations differ by container; the portable one is always there.
 *
 * <p>Threading: the outbox calls the two {@code send} methods one at a time, the next only after the completion of the one
 * before; {@link #ping} and {@link #close} may come from any thread at any time. Nothing here blocks on the peer.
 */
public interface ViewerSocket {

    /** Told exactly once per send, on any thread, possibly before the send returns. */
    interface Completion {

        /** The message was taken by the connection, and its bytes will not be read any more. */
        void sent();

        /** The message will not arrive; the connection is of no more use. */
        void failed(Throwable cause);
    }

    /** Sends one message that is for this viewer only. */
    void send(String message, Completion completion);

    /** Sends a frame that other viewers get too, and that is held until the completion. */
    void send(Frame frame, Completion completion);

    /**
     * Makes what {@link #send(Frame, Completion)} will need of a frame, where it has not been made yet.
     *
     * @return bytes that the frame takes on the wire, about
     */
    int prepare(Frame frame);

    /** What this connection takes batches as. */
    WireFormat format();

    /**
     * The thread on which this connection's sends cost least, for whoever has many to make: connections of the same home
     * are best served together. Null where no thread is better than another.
     */
    @Nullable
    Executor home();

    /** Whose way this is, as in logs and figures. */
    String way();

    /** Where the connection comes from: its socket's other end. Null where the server does not say. */
    default @Nullable Network network() {
        return null;
    }

    /** Sends a WebSocket ping that carries its number. Failures show in the connection's end, not here. */
    void ping(int number);

    /** Starts the closing handshake. Harmless on a connection that is closed already. */
    void close(Closing closing);

    /** Whether the connection is over, as far as the server lets us know. */
    boolean isClosed();

    /**
     * Whether nothing is left of the connection that could be dropped: unlike {@link #isClosed}, never said of one whose
     * socket may still be open. False where the server does not let us know.
     */
    default boolean isGone() {
        return false;
    }

    /**
     * Drops the connection without a handshake, for a peer that takes no part in one, where the server offers a way.
     * Harmless on a connection that is closed already.
     */
    void abort();
}
