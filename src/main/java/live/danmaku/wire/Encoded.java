package live.danmaku.wire;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A batch as compact bytes on the heap: its JSON, and the same deflated once somebody wants it so. This is what may be kept;
 * what is sent is its {@link Frame}, which lives for as long as somebody sends it.
 *
 * <p>Threading: any thread.
 */
public final class Encoded {

    private final long seq;
    private final byte[] json;
    private final FrameFactory factory;
    private final AtomicReference<@Nullable Frame> frame = new AtomicReference<>();

    /** Made once, under this object's lock, and read without it. */
    private volatile byte @Nullable [] deflated;

    Encoded(long seq, byte[] json, FrameFactory factory) {
        this.seq = seq;
        this.json = json;
        this.factory = factory;
    }

    /** The batch's number within the room's epoch. */
    public long seq() {
        return seq;
    }

    /** The JSON text, made anew. */
    public String text() {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** Bytes that it holds now: those of its JSON, and those of the deflated form where there is one. */
    public int size() {
        byte[] compressed = deflated;
        return json.length + (compressed == null ? 0 : compressed.length);
    }

    /**
     * The frame of this batch, held once more, by the caller: the one that others are being sent now, or a new one. So
     * viewers that are sent an old batch at the same time share its memory.
     */
    public Frame frame() {
        while (true) {
            Frame shared = frame.get();
            if (shared != null && shared.retainIfHeld()) {
                return shared;
            }
            Frame made = new Frame(this, factory);
            if (frame.compareAndSet(shared, made)) {
                return made;
            }
        }
    }

    /** The frame was let go by everybody. */
    void forget(Frame unheld) {
        frame.compareAndSet(unheld, null);
    }

    byte[] json() {
        return json;
    }

    /** The JSON as permessage-deflate puts it on the wire, or null where that would not make it smaller. */
    byte @Nullable [] deflated() {
        if (json.length < factory.minDeflated()) {
            return null;
        }
        byte[] compressed = deflated;
        if (compressed == null) {
            compressed = deflateOnce();
        }
        return compressed.length < json.length ? compressed : null;
    }

    private synchronized byte[] deflateOnce() {
        byte[] compressed = deflated;
        if (compressed == null) {
            compressed = factory.compressor().deflate(json);
            deflated = compressed;
        }
        return compressed;
    }
}
