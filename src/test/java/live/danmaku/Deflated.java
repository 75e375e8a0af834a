package live.danmaku;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compressed messages as a client sends them (RFC 7692, section 7.2.1). */
public final class Deflated {

    private static final int TAIL = 4;
    private static final int BLOCK = 65_536;

    private Deflated() {}

    /** A message's payload, compressed. */
    public static byte[] message(byte[] payload) {
        return deflate(payload, 1);
    }

    /** What inflates to so many bytes that are all the same. */
    public static byte[] bomb(char content, long bytes) {
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, (byte) content);
        return deflate(block, bytes / BLOCK + 1);
    }

    /** What a compressed message of at most 64 KB inflates to. */
    public static byte[] inflated(byte[] message) throws DataFormatException {
        Inflater inflater = new Inflater(/* nowrap= */ true);
        byte[] buffer = new byte[BLOCK];
        inflater.setInput(message);
        int count = inflater.inflate(buffer);
        inflater.end();
        return Arrays.copyOf(buffer, count);
    }

    private static byte[] deflate(byte[] block, long times) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, /* nowrap= */ true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[BLOCK];
        for (long i = 1; i <= times; i++) {
            deflater.setInput(block);
            int flush = i == times ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH;
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, flush);
                out.write(buffer, 0, count);
            } while (count == buffer.length || !deflater.needsInput());
        }
        deflater.end();
        byte[] bytes = out.toByteArray();
        return Arrays.copyOf(bytes, bytes.length - TAIL);
    }
}
