package live.danmaku.tool.load.client;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The two ways in which a message may be compressed, undone; each message stands for itself. */
enum Inflation {
    /** Permessage-deflate without context takeover (RFC 7692 section 7.2.2). */
    PERMESSAGE {
        @Override
        ByteBuffer message(ByteBuffer deflated, int mostBytes) throws ProtocolException {
            ByteBuffer whole = ByteBuffer.allocate(deflated.remaining() + TAIL.length)
                    .put(deflated.duplicate())
                    .put(TAIL)
                    .flip();
            return inflate(whole, mostBytes, false);
        }
    },
    /** One finished raw deflate stream (RFC 1951) and nothing after it. */
    STREAM {
        @Override
        ByteBuffer message(ByteBuffer deflated, int mostBytes) throws ProtocolException {
            return inflate(deflated.duplicate(), mostBytes, true);
        }
    };

    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final int STEP = 16 << 10;

    /** The message as it was before it was compressed. */
    abstract ByteBuffer message(ByteBuffer deflated, int mostBytes) throws ProtocolException;

    private static ByteBuffer inflate(ByteBuffer deflated, int mostBytes, boolean finished) throws ProtocolException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            ByteArrayOutputStream plain = new ByteArrayOutputStream(deflated.remaining() * 4);
            byte[] step = new byte[STEP];
            int bytes;
            while ((bytes = inflater.inflate(step)) > 0) {
                plain.write(step, 0, bytes);
                if (plain.size() > mostBytes) {
                    throw new ProtocolException("a message inflates to more than " + mostBytes + " bytes");
                }
            }
            if ((finished && !inflater.finished()) || inflater.getRemaining() > 0) {
                throw new ProtocolException("a compressed message ends too late or too early");
            }
            return ByteBuffer.wrap(plain.toByteArray());
        } catch (DataFormatException e) {
            ProtocolException unreadable = new ProtocolException("a compressed message is no deflate data");
            unreadable.initCause(e);
            throw unreadable;
        } finally {
            inflater.end();
        }
    }
}
