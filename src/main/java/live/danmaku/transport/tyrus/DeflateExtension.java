package live.danmaku.transport.tyrus;

import jakarta.websocket.Extension;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import live.danmaku.transport.deflate.Inflation;
import org.glassfish.tyrus.core.extension.ExtendedExtension;
import org.glassfish.tyrus.core.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * One connection's permessage-deflate on Tyrus: inflates what comes in, and sends as it is what the container sends.
 *
 * <p>Tyrus shows it whole frames, and does not always tell it of the connection's end. So it holds nothing native: the parts
 * of a fragmented message are collected as they are, and inflated with the last. An exception from here would be ignored; a
 * reserved bit that is left in a frame makes Tyrus close the connection with 1002.
 *
 * <p>Threading: one thread at a time, as Tyrus reads a connection.
 */
public final class DeflateExtension implements ExtendedExtension {

    private static final byte[] NOTHING = {};

    private final Extension agreed;
    private final Inflation inflation;

    /** The compressed message of which a part has come. */
    private @Nullable Parts message;

    /** With the parameters that the handshake answers. */
    public DeflateExtension(Extension agreed, Inflation inflation) {
        this.agreed = agreed;
        this.inflation = inflation;
    }

    @Override
    public String getName() {
        return agreed.getName();
    }

    @Override
    public List<Parameter> getParameters() {
        return agreed.getParameters();
    }

    @Override
    public List<Parameter> onExtensionNegotiation(ExtensionContext context, @Nullable List<Parameter> requested) {
        return agreed.getParameters();
    }

    @Override
    public void onHandshakeResponse(ExtensionContext context, List<Parameter> answered) {
        throw new UnsupportedOperationException("for servers only");
    }

    @Override
    public Frame processOutgoing(ExtensionContext context, Frame frame) {
        return frame;
    }

    @Override
    public Frame processIncoming(ExtensionContext context, Frame frame) {
        boolean first = frame.getOpcode() != 0;
        boolean compressed = first ? frame.isRsv1() : message != null && !frame.isRsv1();
        if (frame.isControlFrame() || !compressed || frame.isRsv2() || frame.isRsv3()) {
            return frame;
        }
        Parts parts = message;
        if (first || parts == null) {
            parts = new Parts(inflation.limit());
        }
        message = frame.isFin() ? null : parts;
        boolean fits = parts.add(frame.getPayloadData());
        return fits ? inflated(frame, parts) : with(frame, parts.tooLarge());
    }

    private Frame inflated(Frame frame, Parts parts) {
        if (!frame.isFin()) {
            return with(frame, NOTHING);
        }
        try {
            return with(frame, inflation.message().inflate(parts.whole(), /* last= */ true));
        } catch (DataFormatException e) {
            return Frame.builder(frame).rsv1(true).build();
        }
    }

    private static Frame with(Frame frame, byte[] payload) {
        return Frame.builder(frame).rsv1(false).payloadData(payload).build();
    }

    @Override
    public void destroy(ExtensionContext context) {
        message = null;
    }

    /** The parts of a message, up to twice the limit for what they inflate to: deflate makes nothing longer than that. */
    private static final class Parts {

        private final int limit;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean told;

        Parts(int limit) {
            this.limit = limit;
        }

        boolean add(byte[] part) {
            if (told || bytes.size() + part.length > 2L * limit) {
                bytes.reset();
                return false;
            }
            bytes.writeBytes(part);
            return true;
        }

        ByteBuffer whole() {
            return ByteBuffer.wrap(bytes.toByteArray());
        }

        /** Once, for whoever counts what comes, more than the limit; then nothing. */
        byte[] tooLarge() {
            if (told) {
                return NOTHING;
            }
            told = true;
            byte[] spaces = new byte[limit + 1];
            Arrays.fill(spaces, (byte) ' ');
            return spaces;
        }
    }
}
