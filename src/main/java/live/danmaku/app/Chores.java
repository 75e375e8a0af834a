package live.danmaku.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import live.danmaku.model.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done again and again, each thing in its own period, from one timer with a short one. One timer, because a
 * scheduler may hold a cancelled task, and with it this deployment's classes, until the task would have been due.
 *
 * <p>Threading: filled before it is started; run by one thread at a time; {@link #check()} from any.
 */
final class Chores implements Runnable {

    private static final Logger LOG = System.getLogger("danmaku");
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ScheduledExecutorService executor;
    private final TimeSource time;
    private final long pulseMillis;
    private final List<Chore> chores = new ArrayList<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile @Nullable Future<?> timer;
    private volatile long lastPulse;

    /** Nothing to do yet, every {@code pulse}, which is the grain of the chores' periods. */
    Chores(ScheduledExecutorService executor, TimeSource time, Duration pulse) {
        this.executor = executor;
        this.time = time;
        this.pulseMillis = Math.max(1, pulse.toMillis());
    }

    /** Starts the timer. */
    void start() {
        running.set(true);
        lastPulse = time.nanos();
        timer = executor.scheduleWithFixedDelay(this, pulseMillis, pulseMillis, TimeUnit.MILLISECONDS);
    }

    /** Stops the timer for good. */
    void stop() {
        running.set(false);
        cancel();
    }

    /**
     * Starts the timer again where it has stood still: a container may end a periodic task for good, as WildFly does when
     * one is due while the server is suspended. Costs one look at the clock; called whenever a client does something.
     */
    void check() {
        long seen = lastPulse;
        if (time.nanos() - seen > PATIENCE.toNanos() && running.get() && takeOver(seen)) {
            LOG.log(Level.WARNING, "the timer stood still and is started again");
            cancel();
            start();
        }
    }

    private synchronized boolean takeOver(long seen) {
        boolean first = lastPulse == seen;
        if (first) {
            lastPulse = time.nanos();
        }
        return first;
    }

    private void cancel() {
        Future<?> current = timer;
        if (current != null) {
            current.cancel(false);
        }
    }

    /** Adds something to do for the first time a period from now. */
    void every(Duration period, String name, Runnable task) {
        chores.add(new Chore(name, task, period.toNanos(), time.nanos() + period.toNanos()));
    }

    /** Does what is due. What fails is logged and done again in its next period. */
    @Override
    public void run() {
        long now = time.nanos();
        lastPulse = now;
        for (Chore chore : chores) {
            if (now - chore.due >= 0) {
                chore.due = chore.next(now);
                chore.attempt();
            }
        }
    }

    private static final class Chore {

        private final String name;
        private final Runnable task;
        private final long periodNanos;
        private long due;

        Chore(String name, Runnable task, long periodNanos, long due) {
            this.name = name;
            this.task = task;
            this.periodNanos = periodNanos;
            this.due = due;
        }

        /** A period after this time, so that the pulse's grain does not add up; from now after a longer pause. */
        long next(long now) {
            return now - due > 4 * periodNanos ? now + periodNanos : due + periodNanos;
        }

        // A scheduler silently drops a task that throws, whatever it throws.
        void attempt() {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, name + ": failed, will be tried again", e);
            }
        }
    }
}
