package live.danmaku.tool.load.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** Writes what a client sends: whole messages, masked (RFC 6455 section 5.3), never compressed. */
final class ClientFrames {
    private static final int MASKED = 0x80;
    private static final int SHORT = 126;

    private ClientFrames() {}

    static ByteBuf text(String message) {
        return frame(FrameReader.TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    static ByteBuf close(int code) {
        return frame(FrameReader.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /** The first half of a message. */
    static ByteBuf half(String message) {
        ByteBuf whole = text(message);
        return whole.writerIndex(whole.writerIndex() / 2);
    }

    /** A frame of up to 65,535 bytes. */
    static ByteBuf frame(int opcode, byte[] payload) {
        ByteBuf frame = Unpooled.buffer(payload.length + 8).writeByte(FrameReader.FINAL | opcode);
        if (payload.length < SHORT) {
            frame.writeByte(MASKED | payload.length);
        } else {
            frame.writeByte(MASKED | SHORT).writeShort(payload.length);
        }
        byte[] mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        frame.writeBytes(mask);
        for (int index = 0; index < payload.length; index++) {
            frame.writeByte(payload[index] ^ mask[index & 3]);
        }
        return frame;
    }
}
