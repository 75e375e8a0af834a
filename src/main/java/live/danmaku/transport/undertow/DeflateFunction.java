package live.danmaku.transport.undertow;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.util.ImmediatePooledByteBuffer;
import io.undertow.websockets.core.StreamSinkFrameChannel;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketFrameType;
import io.undertow.websockets.extensions.ExtensionFunction;
import io.undertow.websockets.jsr.UndertowSession;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import live.danmaku.transport.deflate.Inflation;
import live.danmaku.transport.deflate.MessageInflater;
import org.jspecify.annotations.Nullable;

/**
 * One connection's permessage-deflate on Undertow: inflates what comes in, and sends as it is what the container sends.
 *
 * <p>Undertow calls it for frames of messages, and control frames, that began with a reserved bit and have content. Not
 * every message ends with a call that says so: one whose last frame is empty ends when its channel is closed.
 *
 * <p>Threading: read on the connection's I/O thread, disposed of on any; its own lock guards it.
 */
public final class DeflateFunction implements ExtensionFunction {

    private final Inflation inflation;

    /** The message that is being read. */
    @GuardedBy("this")
    private @Nullable StreamSourceFrameChannel message;

    @GuardedBy("this")
    private @Nullable MessageInflater inflater;

    DeflateFunction(Inflation inflation) {
        this.inflation = inflation;
    }

    /** Whether a session of Undertow's has it. */
    public static boolean isIn(Session session) {
        return session instanceof UndertowSession undertow
                && undertow.getWebSocketChannel().getExtensionFunction() instanceof DeflateFunction;
    }

    @Override
    public boolean hasExtensionOpCode() {
        return false;
    }

    @Override
    public int writeRsv(int rsv) {
        return rsv;
    }

    @Override
    public PooledByteBuffer transformForWrite(PooledByteBuffer data, StreamSinkFrameChannel channel, boolean last) {
        return data;
    }

    /** Inflates. An exception from here closes the connection with 1002. */
    @Override
    public synchronized PooledByteBuffer transformForRead(
            PooledByteBuffer data, StreamSourceFrameChannel channel, boolean last) throws IOException {
        if (channel.getRsv() != RSV1 || !isMessage(channel.getType())) {
            throw new IOException("reserved bits");
        }
        byte[] inflated;
        try {
            inflated = inflaterOf(channel).inflate(data.getBuffer(), last);
        } catch (DataFormatException e) {
            throw new IOException("not deflate data", e);
        }
        if (last) {
            message = null;
            inflater = null;
        }
        data.close();
        return new ImmediatePooledByteBuffer(ByteBuffer.wrap(inflated));
    }

    @Override
    public synchronized void dispose() {
        if (inflater != null) {
            inflater.close();
        }
        message = null;
        inflater = null;
    }

    @GuardedBy("this")
    private MessageInflater inflaterOf(StreamSourceFrameChannel channel) {
        MessageInflater current = inflater;
        if (current == null || channel != message) {
            dispose();
            current = inflation.message();
            inflater = current;
            message = channel;
            channel.addCloseTask(this::end);
        }
        return current;
    }

    private synchronized void end(StreamSourceFrameChannel channel) {
        if (channel == message) {
            dispose();
        }
    }

    private static boolean isMessage(WebSocketFrameType type) {
        return type == WebSocketFrameType.TEXT || type == WebSocketFrameType.BINARY;
    }
}
