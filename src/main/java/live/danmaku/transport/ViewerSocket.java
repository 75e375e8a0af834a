package live.danmaku.transport;

import live.danmaku.model.CloseCode;
import live.danmaku.model.Frame;

/**
 * The way to one viewer's connection. Implementations differ by container; the portable one is always there.
 *
 * <p>Threading: the outbox calls the two {@code send} methods one at a time, the next only after the completion of the one
 * before; {@link #ping} and {@link #close} may come from any thread at any time. Nothing here blocks on the peer.
 */
public interface ViewerSocket {

    /** Told exactly once per send, on any thread, possibly before the send returns. */
    interface Completion {

        /** The message was taken by the connection. */
        void sent();

        /** The message will not arrive; the connection is of no more use. */
        void failed(Throwable cause);
    }

    /** Sends one message that is for this viewer only. */
    void send(String message, Completion completion);

    /** Sends a frame that other viewers get too. */
    void send(Frame frame, Completion completion);

    /** Sends a WebSocket ping that carries its number. Failures show in the connection's end, not here. */
    void ping(int number);

    /** Starts the closing handshake. Harmless on a connection that is closed already. */
    void close(CloseCode code);

    /** Whether the connection is over, as far as the server lets us know. */
    boolean isClosed();

    /**
     * Drops the connection without a handshake, for a peer that takes no part in one, where the server offers a way.
     * Harmless on a connection that is closed already.
     */
    void abort();
}
