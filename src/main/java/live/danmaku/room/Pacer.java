package live.danmaku.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import live.danmaku.model.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task when there is work, in a {@link Rhythm}: at once after a quiet window, else at the window's end. While
 * there is no work nothing is planned, so that a quiet room costs no timer; two runs never overlap.
 *
 * <p>A container may take a task and never run it: WildFly refuses what is due while it is suspended, Payara what was
 * scheduled from the thread of an application that is gone by then. So a plan that is overdue is made again by {@link
 * #rescue()}.
 *
 * <p>Threading: {@link #wake()} and {@link #rescue()} from any thread; the task runs on the executor. There is a plan from
 * the moment a run is wanted until it has found no work left. A plan is claimed once, by its run or by its rescue.
 */
final class Pacer {

    private static final Logger LOG = System.getLogger("danmaku.room");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONG_AGO_NANOS = TimeUnit.DAYS.toNanos(1);

    /** What is paced. */
    interface Work {

        /** Whether there is something to do. */
        boolean isWaiting();

        /** Does it. */
        void run();
    }

    /** A run that is wanted at this time. */
    private record Plan(long dueNanos, AtomicBoolean claimed) {

        boolean claim() {
            return claimed.compareAndSet(false, true);
        }
    }

    private final ScheduledExecutorService executor;
    private final TimeSource time;
    private final Rhythm rhythm;
    private final Work work;
    private final LongConsumer lateNanos;
    private final AtomicReference<@Nullable Plan> planned = new AtomicReference<>();
    private volatile long lastRun;

    /** Paces {@code work}; {@code lateNanos} is told by how much later than planned each run began. */
    Pacer(ScheduledExecutorService executor, TimeSource time, Rhythm rhythm, Work work, LongConsumer lateNanos) {
        this.executor = executor;
        this.time = time;
        this.rhythm = rhythm;
        this.work = work;
        this.lateNanos = lateNanos;
        this.lastRun = time.nanos() - LONG_AGO_NANOS;
    }

    /** There is work. */
    void wake() {
        if (planned.get() == null) {
            Plan plan = plan();
            if (planned.compareAndSet(null, plan)) {
                submit(plan);
            }
        }
    }

    /** Makes a plan again that should have run a second ago and has not. */
    void rescue() {
        Plan lost = planned.get();
        if (lost != null && time.nanos() - lost.dueNanos() >= PATIENCE_NANOS && lost.claim()) {
            replan(new Plan(lost.dueNanos(), new AtomicBoolean()));
        }
    }

    private Plan plan() {
        return new Plan(rhythm.due(time.nanos(), lastRun), new AtomicBoolean());
    }

    private void replan(Plan plan) {
        planned.set(plan);
        submit(plan);
    }

    private void submit(Plan plan) {
        try {
            long delay = Math.max(0, plan.dueNanos() - time.nanos());
            ScheduledFuture<?> unused = executor.schedule(() -> run(plan), delay, TimeUnit.NANOSECONDS);
        } catch (RuntimeException e) {
            // Stopping, suspended, or full: the plan stands, and is rescued where there is somebody to do so.
            LOG.log(Level.DEBUG, "the executor did not take a tick: {0}", e);
        }
    }

    private void run(Plan plan) {
        if (!plan.claim()) {
            return;
        }
        long now = time.nanos();
        lastRun = now;
        lateNanos.accept(now - plan.dueNanos());
        try {
            work.run();
        } finally {
            if (work.isWaiting()) {
                replan(plan());
            } else {
                planned.set(null);
                if (work.isWaiting()) {
                    wake();
                }
            }
        }
    }
}
