package live.danmaku.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
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
 * <p>Threading: filled before it is started; then any thread.
 */
final class Chores implements Runnable {

    private static final Logger LOG = System.getLogger("danmaku");
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ScheduledExecutorService executor;
    private final TimeSource time;
    private final long pulseMillis;
    private final List<Chore> chores = new ArrayList<>();
    private final Queue<Runnable> handed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long lastPulse;

    @GuardedBy("this")
    private @Nullable Future<?> timer;

    /** Nothing to do yet, every {@code pulse}, which is the grain of the chores' periods. */
    Chores(ScheduledExecutorService executor, TimeSource time, Duration pulse) {
        this.executor = executor;
        this.time = time;
        this.pulseMillis = Math.max(1, pulse.toMillis());
    }

    /** Starts the timer, unless it runs. */
    synchronized void start() {
        if (timer == null) {
            schedule();
        }
    }

    @GuardedBy("this")
    private void schedule() {
        lastPulse = time.nanos();
        timer = executor.scheduleWithFixedDelay(this, pulseMillis, pulseMillis, TimeUnit.MILLISECONDS);
    }

    /** Stops the timer for good. */
    synchronized void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
            passOn();
        }
    }

    /**
     * An executor to which the timer hands tasks, at its next pulse, instead of who has them; that one does where no timer runs.
     *
     * <p>A container's executor runs a task as the component that handed it over. Of one that uses a data source as a servlet,
     * Payara keeps that servlet for good, and so the application, also when it is undeployed. The timer is no component.
     */
    Executor behind(Executor executor) {
        return task -> {
            synchronized (this) {
                if (timer != null) {
                    handed.add(() -> executor.execute(task));
                    return;
                }
            }
            executor.execute(task);
        };
    }

    private void passOn() {
        for (Runnable next = handed.poll(); next != null; next = handed.poll()) {
            attempt("a task that was handed over", next);
        }
    }

    // A scheduler silently drops a task that throws, whatever it throws.
    private static void attempt(String name, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, name + ": failed, will be tried again", e);
        }
    }

    /**
     * Starts the timer again where it has stood still: a container may end a periodic task for good, as WildFly does when
     * one is due while the server is suspended. Costs one look at the clock; called whenever a client does something.
     */
    void check() {
        long seen = lastPulse;
        if (time.nanos() - seen > PATIENCE.toNanos()) {
            restartAfter(seen);
        }
    }

    private synchronized void restartAfter(long seen) {
        if (timer == null || lastPulse != seen) {
            return;
        }
        LOG.log(Level.WARNING, "the timer stood still and is started again");
        timer.cancel(false);
        try {
            schedule();
        } catch (RuntimeException e) {
            // Still suspended, or stopping: the next sign of life tries again.
            LOG.log(Level.DEBUG, "the executor did not take the timer: {0}", e);
        }
    }

    /** How long ago the timer ran. */
    Duration sincePulse() {
        return Duration.ofNanos(time.nanos() - lastPulse);
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
        // A timer that was taken for dead may be alive after all, beside its successor.
        if (busy.compareAndSet(false, true)) {
            try {
                attemptWhatIsDue(now);
                passOn();
            } finally {
                busy.set(false);
            }
        }
    }

    private void attemptWhatIsDue(long now) {
        for (Chore chore : chores) {
            if (now - chore.due >= 0) {
                chore.due = chore.next(now);
                attempt(chore.name, chore.task);
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
    }
}
