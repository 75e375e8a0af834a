package live.danmaku.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.Deflater;

/**
 * Deflates whole messages, each on its own: no message needs an earlier one to be read.
 *
 * <p>Threading: any thread. Deflaters are kept for the next message; there are as many as ever worked at the same time.
 */
public final class Compressor implements AutoCloseable {

    /** What a sync flush ends with (RFC 1951, section 3.2.4: an empty stored block), and RFC 7692 has left out. */
    private static final int SYNC_TAIL = 4;

    private static final int CHUNK = 8 * 1024;

    private final int level;
    private final Queue<Deflater> idle = new ConcurrentLinkedQueue<>();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private volatile boolean closed;

    /** Compresses at a level from 1, fast, to 9, small. */
    public Compressor(int level) {
        this.level = level;
    }

    /** Bytes of all messages that were deflated so far. */
    public long bytesIn() {
        return bytesIn.sum();
    }

    /** Bytes that were left of them. */
    public long bytesOut() {
        return bytesOut.sum();
    }

    /** The message as RFC 7692, section 7.2.1, puts it on the wire: raw deflate, flushed, without the last four octets. */
    byte[] deflate(byte[] message) {
        Deflater found = idle.poll();
        Deflater deflater = found != null ? found : new Deflater(level, /* nowrap= */ true);
        try {
            deflater.setInput(message);
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(message.length / 3 + 64);
            byte[] chunk = new byte[CHUNK];
            int length = chunk.length;
            while (length == chunk.length) {
                length = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
                compressed.write(chunk, 0, length);
            }
            byte[] flushed = compressed.toByteArray();
            bytesIn.add(message.length);
            bytesOut.add(flushed.length - SYNC_TAIL);
            return Arrays.copyOf(flushed, flushed.length - SYNC_TAIL);
        } finally {
            giveBack(deflater);
        }
    }

    /** Gives the deflaters' memory back. A message that is being compressed is finished. */
    @Override
    public void close() {
        closed = true;
        endIdle();
    }

    private void giveBack(Deflater deflater) {
        deflater.reset();
        idle.add(deflater);
        if (closed) {
            endIdle();
        }
    }

    private void endIdle() {
        for (Deflater next = idle.poll(); next != null; next = idle.poll()) {
            next.end();
        }
    }
}
