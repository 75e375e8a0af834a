package live.danmaku.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import live.danmaku.model.TimeSource;

/**
 * Runs a task when there is work, at most once a window: at once after a quiet window, else at the window's end. While
 * there is no work nothing is scheduled, so that a quiet room costs no timer; two runs never overlap.
 *
 * <p>Threading: {@link #wake()} from any thread; the task runs on the executor. {@code scheduled} is true from the moment
 * a run is planned until it has found no work left; whoever turns it from false to true plans the next run.
 */
final class Pacer {

    private static final Logger LOG = System.getLogger("danmaku.room");

    /** What is paced. */
    interface Work {

        /** Whether there is something to do. */
        boolean isWaiting();

        /** Does it. */
        void run();
    }

    private final ScheduledExecutorService executor;
    private final TimeSource time;
    private final Supplier<Duration> window;
    private final Work work;
    private final LongConsumer lateNanos;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile long lastRun;

    /** Paces {@code work}; {@code lateNanos} is told by how much later than planned each run began. */
    Pacer(
            ScheduledExecutorService executor,
            TimeSource time,
            Supplier<Duration> window,
            Work work,
            LongConsumer lateNanos) {
        this.executor = executor;
        this.time = time;
        this.window = window;
        this.work = work;
        this.lateNanos = lateNanos;
        this.lastRun = time.nanos() - window.get().toNanos();
    }

    /** There is work. */
    void wake() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            plan();
        }
    }

    private void plan() {
        long now = time.nanos();
        long due = lastRun + window.get().toNanos();
        long delay = Math.max(0, due - now);
        try {
            ScheduledFuture<?> unused = executor.schedule(() -> run(now + delay), delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Only an executor that is being stopped refuses; what waits leaves when the room is closed.
            scheduled.set(false);
            LOG.log(Level.DEBUG, "the executor takes no more: {0}", e);
        }
    }

    private void run(long due) {
        long now = time.nanos();
        lastRun = now;
        lateNanos.accept(now - due);
        try {
            work.run();
        } finally {
            if (work.isWaiting()) {
                plan();
            } else {
                scheduled.set(false);
                if (work.isWaiting()) {
                    wake();
                }
            }
        }
    }
}
