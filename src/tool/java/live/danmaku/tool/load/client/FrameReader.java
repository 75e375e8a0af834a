package live.danmaku.tool.load.client;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import live.danmaku.tool.load.verify.WireFrame;
import org.jspecify.annotations.Nullable;

/**
 * Takes a server's bytes apart into WebSocket messages (RFC 6455 section 5.2), and compares each with the message that
 * is expected while it comes in: the same bytes for thousands of viewers are then never copied.
 *
 * <p>Not thread-safe; one reader belongs to one connection.
 */
final class FrameReader {
    static final int FINAL = 0x80;
    static final int RSV1 = 0x40;
    static final int OPCODE = 0x0f;
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int RSV23 = 0x30;
    private static final int CONTROL = 0x08;
    private static final int MASKED = 0x80;
    private static final int MOST_CONTROL_BYTES = 125;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    /** Who is told what came. */
    interface Messages {
        /** What is likely to come next; null if there is nothing to compare with. */
        @Nullable
        WireFrame expected();

        /** The expected message came, byte for byte. */
        void repeated(WireFrame frame, int wireBytes);

        /**
         * Another message came.
         *
         * @param head the first byte of its (first) frame, with the final bit
         * @param payload as it was on the wire
         * @param wireBytes with the headers
         */
        void message(int head, ByteBuffer payload, int wireBytes) throws ProtocolException;

        /** A control frame came. */
        void control(int opcode, byte[] payload);
    }

    private final Messages messages;
    private final boolean compression;
    private final int mostBytes;
    private final ByteBuffer header = ByteBuffer.allocate(10);
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream(0);
    private int headerBytes = 2;
    private int fragmentsHead = -1;
    private int fragmentsWireBytes;
    private boolean inPayload;
    private int length;
    private int done;
    private byte[] collected = new byte[0];
    private @Nullable WireFrame candidate;
    private @Nullable ByteBuffer reference;

    /**
     * @param compression whether permessage-deflate was agreed on
     * @param mostBytes a longer message is refused
     */
    FrameReader(Messages messages, boolean compression, int mostBytes) {
        this.messages = messages;
        this.compression = compression;
        this.mostBytes = mostBytes;
    }

    /** Reads all there is. */
    void read(ByteBuf in) throws ProtocolException {
        while (in.isReadable()) {
            if (inPayload) {
                payload(in);
            } else {
                header(in);
            }
            if (inPayload && done == length) {
                end();
            }
        }
    }

    private void header(ByteBuf in) throws ProtocolException {
        while (header.position() < headerBytes && in.isReadable()) {
            header.put(in.readByte());
        }
        if (header.position() < headerBytes) {
            return;
        }
        int second = header.get(1) & 0xff;
        if ((second & MASKED) != 0) {
            throw new ProtocolException("a server's frame is masked");
        }
        if (headerBytes == 2 && second >= LENGTH_16) {
            headerBytes = second == LENGTH_16 ? 4 : 10;
            return;
        }
        begin(
                switch (second) {
                    case LENGTH_16 -> header.getShort(2) & 0xffff;
                    case LENGTH_64 -> header.getLong(2);
                    default -> second;
                });
    }

    private void begin(long payloadBytes) throws ProtocolException {
        int head = header.get(0) & 0xff;
        check(head, payloadBytes);
        length = (int) payloadBytes;
        done = 0;
        inPayload = true;
        boolean whole = (head & FINAL) != 0 && ((head & OPCODE) == TEXT || (head & OPCODE) == BINARY);
        candidate = whole ? messages.expected() : null;
        reference = candidate == null ? null : candidate.payloadIf(head, length);
        collected = reference == null ? new byte[length] : collected;
    }

    private void check(int head, long payloadBytes) throws ProtocolException {
        int opcode = head & OPCODE;
        boolean control = (opcode & CONTROL) != 0;
        boolean first = opcode == TEXT || opcode == BINARY;
        if ((head & RSV23) != 0 || ((head & RSV1) != 0 && !(compression && first))) {
            throw new ProtocolException("a reserved bit is set in a frame that begins with " + head);
        }
        if (control ? opcode > PONG : opcode > BINARY) {
            throw new ProtocolException("opcode " + opcode + " is unknown");
        }
        if (control && ((head & FINAL) == 0 || payloadBytes > MOST_CONTROL_BYTES)) {
            throw new ProtocolException("a control frame is fragmented or too long");
        }
        if (!control && first == fragmentsHead >= 0) {
            throw new ProtocolException("fragments of messages are mixed up");
        }
        if (payloadBytes < 0 || payloadBytes + fragments.size() > mostBytes) {
            throw new ProtocolException("a message is longer than " + mostBytes + " bytes");
        }
    }

    private void payload(ByteBuf in) {
        int chunk = Math.min(length - done, in.readableBytes());
        if (reference == null) {
            in.readBytes(collected, done, chunk);
        } else if (reference.slice(done, chunk).mismatch(in.internalNioBuffer(in.readerIndex(), chunk)) < 0) {
            in.skipBytes(chunk);
        } else {
            collected = new byte[length];
            reference.get(0, collected, 0, done);
            reference = null;
            in.readBytes(collected, done, chunk);
        }
        done += chunk;
    }

    private void end() throws ProtocolException {
        int head = header.get(0) & 0xff;
        int wireBytes = headerBytes + length;
        inPayload = false;
        header.clear();
        headerBytes = 2;
        if (reference != null && candidate != null) {
            messages.repeated(candidate, wireBytes);
        } else if ((head & CONTROL) != 0) {
            messages.control(head & OPCODE, collected);
        } else if ((head & FINAL) != 0 && fragmentsHead < 0) {
            messages.message(head, ByteBuffer.wrap(collected), wireBytes);
        } else {
            fragment(head, wireBytes);
        }
    }

    private void fragment(int head, int wireBytes) throws ProtocolException {
        fragmentsHead = fragmentsHead < 0 ? head : fragmentsHead;
        fragmentsWireBytes += wireBytes;
        fragments.write(collected, 0, length);
        if ((head & FINAL) != 0) {
            int whole = fragmentsHead | FINAL;
            int bytes = fragmentsWireBytes;
            byte[] payload = fragments.toByteArray();
            fragmentsHead = -1;
            fragmentsWireBytes = 0;
            fragments.reset();
            messages.message(whole, ByteBuffer.wrap(payload), bytes);
        }
    }
}
