package live.danmaku.cluster;

/**
 * An existing message broker, as far as nodes need it. Every engine's adapter keeps this contract, which {@code BusContract} tests:
 *
 * <ul>
 *   <li>A message reaches, at most once in the usual case, every other node that had subscribed to its channel when it was sent; after
 *       a fault of the broker's it may come twice, or never. It never comes back to the node that sent it.
 *   <li>What one node sends on one channel arrives in the order in which it was sent, one message at a time.
 *   <li>A broker that is gone ends nothing: what is sent then fails, subscriptions are made anew as soon as it is back.
 *   <li>A node that takes nothing costs the others nothing, where the broker is set up as {@code server-config} says.
 * </ul>
 *
 * <p>Received messages go to whoever the adapter was made for, on threads of the adapter's, which that may hold up for as long
 * as it takes to put them into rooms.
 *
 * <p>Threading: one thread sends, which may have to wait; the other methods return at once, from any thread.
 */
public interface Bus extends AutoCloseable {

    /**
     * Sends; may take as long as the broker does.
     *
     * @param message at most {@link Envelope#MAX_BYTES}
     * @throws BusException where the broker did not take it, and it will not come later
     */
    void send(Channel channel, byte[] message);

    /** Has messages on this channel come from now on, or from when the broker can be reached; harmless where they do already. */
    void subscribe(Channel channel);

    /** Has no more come; harmless where none do. */
    void unsubscribe(Channel channel);

    /** Whether the broker takes and delivers messages, as far as is known. */
    boolean isConnected();

    /** Ends all of it, and its threads. */
    @Override
    void close();
}
