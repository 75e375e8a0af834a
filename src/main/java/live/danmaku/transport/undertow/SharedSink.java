package live.danmaku.transport.undertow;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.undertow.server.protocol.framed.AbstractFramedChannel;
import io.undertow.websockets.core.WebSocketChannel;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import live.danmaku.transport.ViewerSocket.Completion;
import org.jspecify.annotations.Nullable;
import org.xnio.Buffers;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;

/**
 * A conduit at the top of a connection's write side, where Undertow's frames and ours meet: each is written whole before
 * the other's next one begins. What the socket does not take of ours waits here, at most one message, and leaves before
 * anything of Undertow's when the socket is writable again, because Undertow then flushes this conduit as it does any.
 *
 * <p>Threading: any thread; {@code this} guards the state and is held while writing to the socket, which never blocks. No
 * completion is told under it.
 */
final class SharedSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

    /** What is left of our message; null when there is none. */
    @GuardedBy("this")
    private @Nullable ByteBuffer message;

    @GuardedBy("this")
    private @Nullable Completion completion;

    /** Whether the last thing that Undertow wrote was not written whole. */
    @GuardedBy("this")
    private boolean foreignFrameCut;

    /** Whether the connection takes nothing any more: nobody would come to write what is parked here then. */
    @GuardedBy("this")
    private boolean ended;

    SharedSink(StreamSinkConduit next) {
        super(next);
    }

    /** Puts a sink on top of the channel's connection, before anything is sent on it. */
    static SharedSink install(WebSocketChannel channel) throws ReflectiveOperationException {
        Field field = AbstractFramedChannel.class.getDeclaredField("channel");
        field.setAccessible(true);
        ConduitStreamSinkChannel top = ((StreamConnection) field.get(channel)).getSinkChannel();
        SharedSink sink = new SharedSink(top.getConduit());
        top.setConduit(sink);
        channel.addCloseTask(closed -> sink.fail(new ClosedChannelException()));
        return sink;
    }

    /** Writes one whole WebSocket frame; the next one only after this one's completion. */
    void send(ByteBuffer frame, Completion told) {
        Completion done;
        try {
            synchronized (this) {
                message = frame;
                completion = told;
                if (ended) {
                    throw new ClosedChannelException();
                }
                done = foreignFrameCut ? null : drain();
                // TLS takes more than the socket does, and keeps the rest until it is flushed.
                if (done == null || !next.flush()) {
                    next.resumeWrites();
                }
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
            return;
        }
        if (done != null) {
            done.sent();
        }
    }

    @Override
    public long write(ByteBuffer[] frames, int offset, int length) throws IOException {
        Completion done = null;
        try {
            synchronized (this) {
                if (!foreignFrameCut) {
                    done = drain();
                }
                if (message != null && !foreignFrameCut) {
                    return 0;
                }
                long written = next.write(frames, offset, length);
                foreignFrameCut = Buffers.hasRemaining(frames, offset, length);
                return written;
            }
        } finally {
            // Ours was written, whatever became of Undertow's.
            if (done != null) {
                done.sent();
            }
        }
    }

    @Override
    public int write(ByteBuffer frame) throws IOException {
        return (int) write(new ByteBuffer[] {frame}, 0, 1);
    }

    @Override
    public boolean flush() throws IOException {
        Completion done;
        boolean drained;
        synchronized (this) {
            done = foreignFrameCut ? null : drain();
            drained = message == null;
        }
        if (done != null) {
            done.sent();
        }
        return drained && super.flush();
    }

    /** Nothing while our message waits: Undertow does not know of it. */
    @Override
    public synchronized void suspendWrites() {
        if (message == null) {
            super.suspendWrites();
        }
    }

    @Override
    public void terminateWrites() throws IOException {
        try {
            super.terminateWrites();
        } finally {
            fail(new ClosedChannelException());
        }
    }

    @Override
    public void truncateWrites() throws IOException {
        try {
            super.truncateWrites();
        } finally {
            fail(new ClosedChannelException());
        }
    }

    /** Writes what the socket takes of our message, and answers whom to tell if that was all of it. */
    @GuardedBy("this")
    private @Nullable Completion drain() throws IOException {
        if (message == null) {
            return null;
        }
        next.write(message);
        if (message.hasRemaining()) {
            return null;
        }
        Completion done = completion;
        message = null;
        completion = null;
        return done;
    }

    private void fail(Throwable cause) {
        Completion failed;
        synchronized (this) {
            ended = true;
            failed = completion;
            message = null;
            completion = null;
        }
        if (failed != null) {
            failed.failed(cause);
        }
    }
}
