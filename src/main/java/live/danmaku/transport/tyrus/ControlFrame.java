package live.danmaku.transport.tyrus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import live.danmaku.model.Closing;
import live.danmaku.transport.ViewerSocket;

/** Control frames as a server sends them: in one piece, unmasked, with at most 125 bytes (RFC 6455, section 5.5). */
final class ControlFrame {

    /** For their sending: whether they arrive shows in pongs, and in the connection's end. */
    static final ViewerSocket.Completion UNHEARD = new ViewerSocket.Completion() {

        @Override
        public void sent() {}

        @Override
        public void failed(Throwable cause) {}
    };

    private static final int HEADER = 2;
    private static final byte CLOSE = (byte) 0x88;
    private static final byte PING = (byte) 0x89;

    private ControlFrame() {}

    /** What begins the closing handshake. */
    static ByteBuffer close(Closing closing) {
        byte[] reason = closing.reason().getBytes(UTF_8);
        return frame(CLOSE, Short.BYTES + reason.length)
                .putShort((short) closing.code().code())
                .put(reason)
                .flip();
    }

    /** A ping that carries its number. */
    static ByteBuffer ping(int number) {
        return frame(PING, Integer.BYTES).putInt(number).flip();
    }

    private static ByteBuffer frame(byte first, int length) {
        return ByteBuffer.allocate(HEADER + length).put(first).put((byte) length);
    }
}
