package live.danmaku.model;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A batch encoded for one wire format: made once, shared by all viewers, never changed. Each way to send takes the form
 * that costs it least; a form is made when it is first asked for, and then kept.
 *
 * <p>Threading: any thread.
 */
public final class Frame {

    /** From this size on, a copy outside the heap saves the copy that each socket write makes of heap memory. */
    private static final int OFF_HEAP_BYTES = 8 * 1024;

    private static final int TEXT_MESSAGE = 0x81;

    private final long seq;
    private final String text;

    @GuardedBy("this")
    private @Nullable ByteBuffer payload;

    @GuardedBy("this")
    private @Nullable ByteBuffer message;

    /**
     * A frame of the format {@code danmaku.v1.json}.
     *
     * @param seq the batch's number within the room's epoch
     * @param text the JSON message
     */
    public Frame(long seq, String text) {
        this.seq = seq;
        this.text = text;
    }

    /** The batch's number within the room's epoch. */
    public long seq() {
        return seq;
    }

    /** The message as the portable way takes it. */
    public String text() {
        return text;
    }

    /** The message's bytes without a WebSocket header; a view of the caller's own on shared, read-only memory. */
    public synchronized ByteBuffer payload() {
        if (payload == null) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            payload = bytes.length < OFF_HEAP_BYTES
                    ? ByteBuffer.wrap(bytes).asReadOnlyBuffer()
                    : ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
        }
        return payload.duplicate();
    }

    /**
     * The message as one unmasked WebSocket text frame (RFC 6455, section 5.2), header included; a view of the caller's own
     * on a shared array that nobody may write to.
     */
    public synchronized ByteBuffer message() {
        if (message == null) {
            message = textMessage(text);
        }
        return message.duplicate();
    }

    /** One unmasked WebSocket text frame around a text, backed by an array of its own. */
    public static ByteBuffer textMessage(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(10 + bytes.length).put((byte) TEXT_MESSAGE);
        if (bytes.length < 126) {
            frame.put((byte) bytes.length);
        } else if (bytes.length <= 0xFFFF) {
            frame.put((byte) 126).putShort((short) bytes.length);
        } else {
            frame.put((byte) 127).putLong(bytes.length);
        }
        return frame.put(bytes).flip();
    }
}
