package live.danmaku.transport.undertow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/** A socket's write side that takes at each write as many bytes as the test says. */
final class FakeConduit implements StreamSinkConduit {

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private IntSupplier room = () -> Integer.MAX_VALUE;
    private boolean broken;
    private boolean resumed;

    /** Takes so many bytes from now on, and then nothing until the next call. */
    synchronized void takes(int bytes) {
        int limit = taken.size() + bytes;
        room = () -> limit - taken.size();
    }

    /** Takes at each write what this says. */
    synchronized void takesEachTime(IntSupplier bytes) {
        room = bytes;
    }

    /** The peer is gone. */
    synchronized void breaks() {
        broken = true;
    }

    synchronized String taken() {
        return taken.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public synchronized int write(ByteBuffer from) throws IOException {
        if (broken) {
            throw new ClosedChannelException();
        }
        byte[] bytes = new byte[Math.min(room.getAsInt(), from.remaining())];
        from.get(bytes);
        taken.writeBytes(bytes);
        return bytes.length;
    }

    @Override
    public synchronized long write(ByteBuffer[] from, int offset, int length) throws IOException {
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            written += write(from[i]);
            if (from[i].hasRemaining()) {
                break;
            }
        }
        return written;
    }

    @Override
    public synchronized void terminateWrites() throws IOException {
        if (broken) {
            throw new ClosedChannelException();
        }
        broken = true;
    }

    @Override
    public void truncateWrites() throws IOException {
        terminateWrites();
    }

    @Override
    public synchronized void resumeWrites() {
        resumed = true;
    }

    @Override
    public synchronized void suspendWrites() {
        resumed = false;
    }

    @Override
    public synchronized boolean isWriteResumed() {
        return resumed;
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public synchronized boolean isWriteShutdown() {
        return broken;
    }

    @Override
    public int writeFinal(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long writeFinal(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(FileChannel from, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(StreamSourceChannel from, long count, ByteBuffer through) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void wakeupWrites() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitWritable() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitWritable(long time, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setWriteReadyHandler(WriteReadyHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public XnioIoThread getWriteThread() {
        throw new UnsupportedOperationException();
    }

    @Override
    public XnioWorker getWorker() {
        throw new UnsupportedOperationException();
    }
}
