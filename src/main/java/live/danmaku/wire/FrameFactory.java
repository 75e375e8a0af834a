package live.danmaku.wire;

import java.nio.charset.StandardCharsets;

/**
 * Makes frames, with what their forms are made of.
 *
 * @param compressor deflates a batch once for all viewers
 * @param minDeflated bytes in UTF-8 from which on a batch is compressed
 * @param pool memory that is shared by all viewers
 */
public record FrameFactory(Compressor compressor, int minDeflated, BufferPool pool) implements AutoCloseable {

    private static final long MAX_IDLE_BYTES = 64L << 20;

    /** A factory with a compressor and a pool of its own. */
    public FrameFactory(int level, int minDeflated) {
        this(new Compressor(level), minDeflated, new BufferPool(MAX_IDLE_BYTES));
    }

    /** The frame of a batch, held once, by the caller. */
    public Frame frame(long seq, String text) {
        return encoded(seq, text).frame();
    }

    /** A batch that nobody is sent now. */
    public Encoded encoded(long seq, String text) {
        return new Encoded(seq, text.getBytes(StandardCharsets.UTF_8), this);
    }

    @Override
    public void close() {
        compressor.close();
    }
}
