package live.danmaku.dashboard;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells every admin page that is open how the server is, once a second: it is looked at once for all of them, and not at all
 * while there is none. A look at very many viewers and rooms takes its time, and is then taken that much more rarely: {@link
 * #SHARE} bounds what it costs, down to one look in {@link #RAREST}.
 *
 * <p>Bounds: {@link #STREAMS_MAX} pages; another one is refused. Each lasts {@link #LIFE} at the most, so that a role that was
 * taken away ends; the browser asks anew by itself. A page that takes nothing for {@link #PATIENCE} is given up.
 *
 * <p>Threading: any thread. The look is taken under the object itself, on the managed executor or by a page that has just come.
 */
public final class Push {

    /** Pages that may be open at the same time. */
    static final int STREAMS_MAX = 50;

    static final Duration LIFE = Duration.ofMinutes(10);
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The time between two looks; and a page that comes in between is told the last one. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    /** One part in so many of a processor's time is what looks take at the most. */
    static final int SHARE = 100;

    /** A page waits twice as long before it takes the server for gone. */
    static final Duration RAREST = Duration.ofSeconds(3);

    private static final Logger LOG = System.getLogger("danmaku.dashboard");

    /** A little less than the period, whose timer may be early. */
    private static final Duration FRESH = Duration.ofMillis(700);

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Glance glance;
    private final Executor executor;
    private final TimeSource time;
    private final LongSupplier processorNanos;
    private final Set<PushStream> streams = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(STREAMS_MAX);
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean open = true;

    /** When the next look is due, of the clock that nobody sets. */
    private volatile long dueNanos;

    @GuardedBy("this")
    private @Nullable Moment last;

    /** Nobody is there yet; {@code executor} runs the looks. */
    public Push(Glance glance, Executor executor, TimeSource time) {
        this(glance, executor, time, Push::threadNanos);
    }

    /** @param processorNanos processor time that the calling thread has taken so far; always the same where nobody knows */
    Push(Glance glance, Executor executor, TimeSource time, LongSupplier processorNanos) {
        this.glance = glance;
        this.executor = executor;
        this.time = time;
        this.processorNanos = processorNanos;
        this.dueNanos = time.nanos();
    }

    private static long threadNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
    }

    /**
     * Lets a page in, which is told how the server is at once.
     *
     * @param make the way to it, which is begun here
     * @throws Refusal {@code unavailable} or {@code node_full}
     */
    void open(Supplier<PushStream> make) {
        if (!open) {
            throw new Refusal(ErrorCode.UNAVAILABLE, "the server is stopping", COME_BACK);
        }
        if (!places.tryAcquire()) {
            throw new Refusal(ErrorCode.NODE_FULL, STREAMS_MAX + " admin pages are open, the most", COME_BACK);
        }
        PushStream stream;
        try {
            stream = make.get();
        } catch (RuntimeException | Error e) {
            places.release();
            throw e;
        }
        streams.add(stream);
        stream.offer(now().message(stream.view()));
        stream.begin();
        if (!open) {
            stream.end();
        }
    }

    /** The way to a page, which {@link #open} begins. */
    PushStream stream(AsyncContext context, ServletOutputStream out, Executor home, View view) {
        return new PushStream(context, out, home, view, time, this::ended);
    }

    private void ended(PushStream stream) {
        if (streams.remove(stream)) {
            places.release();
        }
    }

    /** Pages that are open. */
    int pages() {
        return streams.size();
    }

    /** Has all pages told how the server is now, if that is due; called once a {@link #PERIOD}. */
    public void tick() {
        if (streams.isEmpty()) {
            forget();
        } else if (time.nanos() - dueNanos >= 0) {
            look();
        }
    }

    private void look() {
        try {
            executor.execute(this::tell);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the executor did not take the look at the server: {0}", e);
        }
    }

    /** Ends all pages' responses, and lets no page in until {@link #resume()}. */
    public void suspend() {
        open = false;
        streams.forEach(PushStream::end);
        forget();
    }

    /** Lets pages in again. */
    public void resume() {
        open = true;
    }

    private void tell() {
        // A container may be late with the last one and start the next one beside it.
        if (busy.compareAndSet(false, true)) {
            try {
                long began = time.nanos();
                long used = processorNanos.getAsLong();
                endOldOnes();
                Moment now = now();
                streams.forEach(stream -> stream.offer(now.message(stream.view())));
                long pause = Math.min((processorNanos.getAsLong() - used) * SHARE, RAREST.toNanos());
                dueNanos = began + pause;
            } finally {
                busy.set(false);
            }
        }
    }

    private void endOldOnes() {
        long now = time.nanos();
        for (PushStream stream : streams) {
            if (now - stream.openedNanos() > LIFE.toNanos() || now - stream.takenNanos() > PATIENCE.toNanos()) {
                stream.end();
            }
        }
    }

    private synchronized Moment now() {
        long now = time.nanos();
        Moment known = last;
        if (known == null || now - known.nanos() > FRESH.toNanos()) {
            known = new Moment(glance, now);
            last = known;
        }
        return known;
    }

    /** What was seen is not kept for nobody. */
    private synchronized void forget() {
        last = null;
    }
}
