package live.danmaku;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import live.danmaku.model.TimeSource;

/** Time that a test owns: both clocks, and a scheduler that runs what is due when the test moves the time. One thread. */
public final class ManualTime extends AbstractExecutorService implements TimeSource, ScheduledExecutorService {

    private final List<Planned<?>> planned = new ArrayList<>();
    private long nanos = 1_000_000_000_000L;
    private boolean shutdown;

    @Override
    public long epochMillis() {
        return 1_763_836_800_000L + nanos / 1_000_000;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /** Runs what is due now. */
    public void settle() {
        advanceMillis(0);
    }

    /** Moves the time on and runs what becomes due, in order, at its time. */
    public void advanceMillis(long millis) {
        long end = nanos + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            Planned<?> next = planned.stream()
                    .filter(task -> task.dueNanos <= end)
                    .min(Comparator.comparingLong(task -> task.dueNanos))
                    .orElse(null);
            if (next == null) {
                break;
            }
            planned.remove(next);
            nanos = Math.max(nanos, next.dueNanos);
            next.run();
        }
        nanos = end;
    }

    /** Loses every task that waits, as a container may that is suspended. */
    public void losePlannedTasks() {
        planned.clear();
    }

    /** Has every task that waits run later, as a busy machine does. */
    public void delayPlannedTasks(long millis) {
        planned.forEach(task -> task.dueNanos += TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** How many tasks wait for their time. */
    public int plannedTasks() {
        return planned.size();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return plan(
                () -> {
                    command.run();
                    return true;
                },
                delay,
                unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return plan(callable, delay, unit);
    }

    private <V> ScheduledFuture<V> plan(Callable<V> task, long delay, TimeUnit unit) {
        if (shutdown) {
            throw new RejectedExecutionException("shut down");
        }
        Planned<V> future = new Planned<>(task, nanos + unit.toNanos(delay));
        planned.add(future);
        return future;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    command.run();
                    ScheduledFuture<?> unused = scheduleWithFixedDelay(command, delay, delay, unit);
                },
                initialDelay,
                unit);
    }

    @Override
    public void execute(Runnable command) {
        ScheduledFuture<?> unused = schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }

    private final class Planned<V> extends FutureTask<V> implements ScheduledFuture<V> {

        private long dueNanos;

        Planned(Callable<V> task, long dueNanos) {
            super(task);
            this.dueNanos = dueNanos;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            planned.remove(this);
            return super.cancel(mayInterrupt);
        }
    }
}
