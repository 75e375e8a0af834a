package live.danmaku.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import live.danmaku.model.TimeSource;

/**
 * What has to be done again and again, each thing in its own period, from one timer with a short one. One timer, because a
 * scheduler may hold a cancelled task, and with it this deployment's classes, until the task would have been due.
 *
 * <p>Threading: filled before the first run; run by one thread at a time.
 */
final class Chores implements Runnable {

    private static final Logger LOG = System.getLogger("danmaku");

    private final TimeSource time;
    private final List<Chore> chores = new ArrayList<>();

    Chores(TimeSource time) {
        this.time = time;
    }

    /** Adds something to do for the first time a period from now. */
    void every(Duration period, String name, Runnable task) {
        chores.add(new Chore(name, task, period.toNanos(), time.nanos() + period.toNanos()));
    }

    /** Does what is due. What fails is logged and done again in its next period. */
    @Override
    public void run() {
        long now = time.nanos();
        for (Chore chore : chores) {
            if (now - chore.due >= 0) {
                chore.due = now + chore.periodNanos;
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

        // A scheduler silently drops a task that throws, whatever it throws.
        void attempt() {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, name + ": failed, will be tried again", e);
            }
        }
    }
}
