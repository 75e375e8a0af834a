package live.danmaku.dashboard;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import live.danmaku.model.TimeSource;
import live.danmaku.transport.RequestHome;
import org.jspecify.annotations.Nullable;

/**
 * The way to one page: a response that never ends, written to whenever its connection takes more. At most one message waits; a
 * newer one takes its place, because the page wants to know how the server is now.
 *
 * <p>Threading: any thread; nobody waits. Whoever finds nobody at it writes, and goes on for those who come meanwhile: no lock is
 * held while the container is called.
 */
final class PushStream implements WriteListener {

    private static final Logger LOG = System.getLogger("danmaku.dashboard");

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Executor home;
    private final View view;
    private final TimeSource time;
    private final long openedNanos;
    private final Consumer<PushStream> whenEnded;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<byte @Nullable []> waiting = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean writable;
    private volatile long takenNanos;

    /** Touched by whoever writes only. */
    private boolean unflushed;

    /**
     * A response of which nothing is written yet.
     *
     * @param home where it is written to and ended, {@link RequestHome}
     */
    PushStream(
            AsyncContext context,
            ServletOutputStream out,
            Executor home,
            View view,
            TimeSource time,
            Consumer<PushStream> whenEnded) {
        this.context = context;
        this.out = out;
        this.home = home;
        this.view = view;
        this.time = time;
        this.whenEnded = whenEnded;
        this.openedNanos = time.nanos();
        this.takenNanos = openedNanos;
    }

    View view() {
        return view;
    }

    long openedNanos() {
        return openedNanos;
    }

    /** When the connection took something the last time. */
    long takenNanos() {
        return takenNanos;
    }

    /** Has the container say from now on when the connection takes something. */
    void begin() {
        try {
            out.setWriteListener(this);
        } catch (RuntimeException e) {
            onError(e);
        }
    }

    /** Has this written as soon as the connection takes it. */
    void offer(byte[] message) {
        waiting.set(message);
        home.execute(this::write);
    }

    /** Ends the response, whatever waits; harmless when it has ended already. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            waiting.set(null);
            whenEnded.accept(this);
            // Until the container has said that something may be written, the request may still be with its servlet.
            if (writable) {
                home.execute(this::complete);
            } else {
                complete();
            }
        }
    }

    private void complete() {
        try {
            context.complete();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the container has ended the response: {0}", e);
        }
    }

    @Override
    public void onWritePossible() {
        writable = true;
        write();
    }

    @Override
    public void onError(Throwable cause) {
        LOG.log(Level.DEBUG, "a page is gone: {0}", cause);
        end();
    }

    private void write() {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        int answered = 1;
        while (answered > 0) {
            writeWhatWaits();
            answered = calls.addAndGet(-answered);
        }
    }

    private void writeWhatWaits() {
        try {
            // Before the container has said so for the first time, nothing may be written.
            while (writable && !ended.get() && (unflushed || waiting.get() != null) && out.isReady()) {
                writeNext();
            }
        } catch (IOException | RuntimeException e) {
            onError(e);
        }
    }

    private void writeNext() throws IOException {
        takenNanos = time.nanos();
        if (unflushed) {
            unflushed = false;
            out.flush();
            return;
        }
        byte[] message = waiting.getAndSet(null);
        if (message != null) {
            unflushed = true;
            out.write(message);
        }
    }
}
