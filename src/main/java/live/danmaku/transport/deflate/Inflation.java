package live.danmaku.transport.deflate;

import java.util.function.IntSupplier;

/**
 * What all connections of this node share to read messages that clients have compressed: each is inflated within the limit
 * that holds when it begins, whatever it would become.
 *
 * <p>Threading: any thread. Memory: an inflater while a compressed message is being read.
 */
public final class Inflation implements AutoCloseable {

    /** Together some 20 MB of native memory, for messages that came in part. */
    private static final int HELD_INFLATERS = 512;

    private static final int IDLE_INFLATERS = 16;

    private final InflaterPool inflaters = new InflaterPool(IDLE_INFLATERS, HELD_INFLATERS);
    private final IntSupplier limit;

    /** @param limit bytes that a message may have now */
    public Inflation(IntSupplier limit) {
        this.limit = limit;
    }

    /** What inflates the message that begins now, within the limit that holds now. */
    public MessageInflater message() {
        return new MessageInflater(inflaters, limit());
    }

    /** Bytes that a message may have now. */
    public int limit() {
        return limit.getAsInt();
    }

    /** Frees the inflaters. */
    @Override
    public void close() {
        inflaters.close();
    }
}
