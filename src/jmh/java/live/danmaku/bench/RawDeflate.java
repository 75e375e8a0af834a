package live.danmaku.bench;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * A message's compressed form for permessage-deflate: raw deflate, flushed, without the four octets that every flush ends
 * with (RFC 7692, section 7.2.1). One thread.
 */
public final class RawDeflate implements AutoCloseable {

    private static final int TAIL = 4;

    private final Deflater deflater;
    private byte[] compressed = new byte[1024];

    public RawDeflate(int level) {
        this.deflater = new Deflater(level, true);
    }

    /** How many bytes the message takes on the wire. */
    public int length(byte[] message) {
        deflater.reset();
        deflater.setInput(message);
        int length = 0;
        int added = deflate(length);
        while (added > 0) {
            length += added;
            if (length == compressed.length) {
                compressed = Arrays.copyOf(compressed, 2 * compressed.length);
            }
            added = deflate(length);
        }
        return length - TAIL;
    }

    private int deflate(int from) {
        return deflater.deflate(compressed, from, compressed.length - from, Deflater.SYNC_FLUSH);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
