package live.danmaku.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way to viewers, encoded once and shared by all. Each way to send takes the form that costs it least; a form
 * is made when it is first asked for, and then kept.
 *
 * <p>A frame is held by whoever will still read its bytes: by its maker at first, then by each outbox that keeps it or
 * writes it. When the last holder lets go, its memory is used for another frame.
 *
 * <p>Threading: any thread.
 */
public final class Frame {

    private static final int LARGEST_HEADER = 10;

    /**
     * What turns a message of permessage-deflate into a complete stream (RFC 1951): the four octets that were left out, and
     * an empty last block.
     */
    private static final byte[] STREAM_END = {0, 0, (byte) 0xFF, (byte) 0xFF, 3, 0};

    private final Encoded encoded;
    private final FrameFactory factory;
    private final AtomicInteger holders = new AtomicInteger(1);
    private final Map<WireFormat, Form> forms = new EnumMap<>(WireFormat.class);

    /** What has been made for one wire format; written under the frame's lock. */
    private static final class Form {

        private volatile byte @Nullable [] message;
        private volatile @Nullable ByteBuffer shared;
    }

    /** Made when the portable way first asks for it; two threads may both make it, alike. */
    private volatile @Nullable String text;

    /** The frame of a batch, held once, by the caller. */
    Frame(Encoded encoded, FrameFactory factory) {
        this.encoded = encoded;
        this.factory = factory;
        for (WireFormat format : WireFormat.values()) {
            forms.put(format, new Form());
        }
    }

    /** The batch's number within the room's epoch. */
    public long seq() {
        return encoded.seq();
    }

    /** What this frame is made of, and what outlives it. */
    public Encoded encoded() {
        return encoded;
    }

    /** The message as the portable way takes it. */
    public String text() {
        String found = text;
        if (found == null) {
            found = encoded.text();
            text = found;
        }
        return found;
    }

    /** Keeps the frame's memory from being used again until {@link #release()}. */
    public void retain() {
        if (holders.getAndIncrement() <= 0) {
            holders.decrementAndGet();
            throw new IllegalStateException("frame " + seq() + " was let go by everybody");
        }
    }

    /** Does as {@link #retain}, or answers false where the frame was let go by everybody. */
    boolean retainIfHeld() {
        return holders.getAndUpdate(held -> held <= 0 ? held : held + 1) > 0;
    }

    /** Lets go of the frame: the caller, and whatever it handed the bytes to, will not read them any more. */
    public void release() {
        int left = holders.decrementAndGet();
        if (left == 0) {
            giveBack();
        } else if (left < 0) {
            throw new IllegalStateException("frame " + seq() + " was let go too often");
        }
    }

    /**
     * The format that this batch has for connections that take {@code wanted}: {@link WireFormat#TEXT} where compressing
     * would not pay.
     */
    public WireFormat formatFor(WireFormat wanted) {
        if (!wanted.isDeflated()) {
            return wanted;
        }
        return encoded.deflated() == null ? WireFormat.TEXT : wanted;
    }

    /**
     * Makes what {@link #shared} will answer, so that this is not done where viewers wait for it.
     *
     * @return its size in bytes
     */
    public int prepareShared(WireFormat wanted) {
        ByteBuffer found = form(wanted).shared;
        return (found != null ? found : makeShared(wanted)).limit();
    }

    /**
     * The batch as one unmasked WebSocket message of one frame, header included (RFC 6455, section 5.2): a view of the
     * caller's own on read-only memory outside the heap, valid while the frame is held.
     */
    public ByteBuffer shared(WireFormat wanted) {
        ByteBuffer found = form(wanted).shared;
        return (found != null ? found : makeShared(wanted)).asReadOnlyBuffer();
    }

    /** What {@link #shared} answers, without the WebSocket header. */
    public ByteBuffer payload(WireFormat wanted) {
        ByteBuffer message = shared(wanted);
        int small = message.get(1);
        return message.position(small < 126 ? 2 : small == 126 ? 4 : LARGEST_HEADER);
    }

    /** What {@link #shared} answers, as an array that all callers share and nobody may write to. */
    public byte[] message(WireFormat wanted) {
        byte[] found = form(wanted).message;
        return found != null ? found : makeMessage(wanted);
    }

    /** One unmasked WebSocket text message of one frame around a text. */
    public static ByteBuffer textMessage(String text) {
        return ByteBuffer.wrap(message(WireFormat.TEXT, text.getBytes(StandardCharsets.UTF_8), new byte[0]));
    }

    private synchronized ByteBuffer makeShared(WireFormat wanted) {
        ByteBuffer found = form(wanted).shared;
        if (found == null) {
            if (holders.get() <= 0) {
                throw new IllegalStateException("frame " + seq() + " was let go by everybody");
            }
            byte[] message = makeMessage(wanted);
            found = factory.pool().take(message.length).put(message).flip();
            form(wanted).shared = found;
        }
        return found;
    }

    private synchronized byte[] makeMessage(WireFormat wanted) {
        byte[] found = form(wanted).message;
        if (found == null) {
            byte[] compressed = wanted.isDeflated() ? encoded.deflated() : null;
            if (compressed != null) {
                found = message(wanted, compressed, wanted == WireFormat.BINARY_DEFLATED ? STREAM_END : new byte[0]);
            } else {
                found = wanted == WireFormat.TEXT
                        ? message(WireFormat.TEXT, encoded.json(), new byte[0])
                        : makeMessage(WireFormat.TEXT);
            }
            form(wanted).message = found;
        }
        return found;
    }

    private synchronized void giveBack() {
        encoded.forget(this);
        for (Form form : forms.values()) {
            ByteBuffer buffer = form.shared;
            if (buffer != null) {
                form.shared = null;
                factory.pool().giveBack(buffer);
            }
        }
    }

    private Form form(WireFormat format) {
        return Objects.requireNonNull(forms.get(format));
    }

    private static byte[] message(WireFormat format, byte[] payload, byte[] end) {
        int length = payload.length + end.length;
        int header = length < 126 ? 2 : length <= 0xFFFF ? 4 : LARGEST_HEADER;
        ByteBuffer message = ByteBuffer.allocate(header + length).put(format.firstOctet());
        switch (header) {
            case 2 -> message.put((byte) length);
            case 4 -> message.put((byte) 126).putShort((short) length);
            default -> message.put((byte) 127).putLong(length);
        }
        return message.put(payload).put(end).array();
    }
}
