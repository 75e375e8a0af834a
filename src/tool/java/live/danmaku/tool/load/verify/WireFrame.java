package live.danmaku.tool.load.verify;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A batch in the very bytes of one WebSocket message, compressed or not, which later viewers' bytes are compared with as
 * they come in.
 *
 * <p>Threading: may be used by the threads of all connections.
 */
public final class WireFrame {
    private final Batch batch;
    private final int head;
    private final int length;
    private final long checksum;
    private volatile @Nullable ByteBuffer payload;
    private volatile @Nullable WireFrame next;

    WireFrame(Batch batch, int head, ByteBuffer payload) {
        this.batch = batch;
        this.head = head;
        this.length = payload.remaining();
        this.checksum = checksum(payload);
        this.payload = ByteBuffer.allocate(length).put(payload.duplicate()).flip();
    }

    public Batch batch() {
        return batch;
    }

    /** The first byte of the header: the final bit, the reserved bits and the opcode. */
    int head() {
        return head;
    }

    /** The payload, if it is kept and a frame with this beginning may be the same; otherwise null. */
    public @Nullable ByteBuffer payloadIf(int otherHead, long otherLength) {
        return head == otherHead && length == otherLength ? payload : null;
    }

    /** Whether a message is this one, byte by byte (by length and CRC-32C once the bytes are let go). */
    boolean matches(int otherHead, ByteBuffer other) {
        @Nullable ByteBuffer kept = payload;
        if (otherHead != head || other.remaining() != length) {
            return false;
        }
        return kept == null ? checksum(other) == checksum : kept.mismatch(other) < 0;
    }

    /** What came after it for the first viewer that got anything more; null if nothing is known yet. */
    @Nullable
    WireFrame next() {
        return next;
    }

    void followedBy(WireFrame frame) {
        next = frame;
    }

    void release() {
        payload = null;
    }

    private static long checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return crc.getValue();
    }
}
