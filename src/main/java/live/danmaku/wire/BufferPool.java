package live.danmaku.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Buffers outside the heap that are used again: the garbage collector frees such memory late, and by stopping everything
 * when there is none left.
 *
 * <p>Sizes are powers of two. What is given back beyond {@code maxIdleBytes} is left to the garbage collector.
 *
 * <p>Threading: any thread.
 */
public final class BufferPool {

    private static final int SMALLEST_BITS = 8;
    private static final int LARGEST_BITS = 24;

    private final long maxIdleBytes;
    private final List<Queue<ByteBuffer>> idle = IntStream.rangeClosed(SMALLEST_BITS, LARGEST_BITS)
            .<Queue<ByteBuffer>>mapToObj(bits -> new ConcurrentLinkedQueue<>())
            .toList();
    private final AtomicLong idleBytes = new AtomicLong();
    private final AtomicLong bytesInUse = new AtomicLong();

    /** An empty pool that keeps at most this many bytes for later. */
    public BufferPool(long maxIdleBytes) {
        this.maxIdleBytes = maxIdleBytes;
    }

    /** Bytes that were taken and have not been given back. */
    public long bytesInUse() {
        return bytesInUse.get();
    }

    /** Bytes that wait to be used again. */
    public long bytesIdle() {
        return idleBytes.get();
    }

    /** An empty buffer of at least this capacity, whose limit is this capacity. */
    ByteBuffer take(int bytes) {
        int size = sizeClass(bytes);
        ByteBuffer found = size < idle.size() ? idle.get(size).poll() : null;
        if (found != null) {
            idleBytes.addAndGet(-found.capacity());
        }
        ByteBuffer buffer = found != null
                ? found
                : ByteBuffer.allocateDirect(size < idle.size() ? 1 << (SMALLEST_BITS + size) : bytes);
        bytesInUse.addAndGet(buffer.capacity());
        return buffer.clear().limit(bytes);
    }

    /** Takes back what {@link #take} gave; nobody may read or write it any more. */
    void giveBack(ByteBuffer buffer) {
        int capacity = buffer.capacity();
        bytesInUse.addAndGet(-capacity);
        int size = sizeClass(capacity);
        if (size < idle.size()) {
            if (idleBytes.addAndGet(capacity) <= maxIdleBytes) {
                idle.get(size).add(buffer);
            } else {
                idleBytes.addAndGet(-capacity);
            }
        }
    }

    private static int sizeClass(int bytes) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(bytes, 1) - 1);
        return Math.max(bits, SMALLEST_BITS) - SMALLEST_BITS;
    }
}
