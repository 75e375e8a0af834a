package live.danmaku.tool.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import live.danmaku.tool.load.script.Script;

/**
 * Sends the posts of a script when they are due, whatever became of those before: a server that stalls does not slow
 * down who posts to it.
 *
 * <p>Threading: {@link #run} belongs to one thread.
 */
final class OpenLoop {
    /** Takes a post that is due; must not wait. */
    interface Sink {
        void post(int number, long lateNanos);
    }

    /** Waits for about so many nanoseconds. */
    interface Pause {
        void nanos(long nanos);
    }

    private final Script script;
    private final LongSupplier clock;
    private final Pause pause;

    OpenLoop(Script script) {
        this(script, System::nanoTime, LockSupport::parkNanos);
    }

    OpenLoop(Script script, LongSupplier clock, Pause pause) {
        this.script = script;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Sends everything, or until told to stop.
     *
     * @param startNanos when post 0 is due, on the clock
     * @param stopped asked before every post
     */
    void run(long startNanos, Sink sink, BooleanSupplier stopped) {
        for (int number = 0; number < script.size(); number++) {
            long due = startNanos + script.dueNanos(number);
            long now = clock.getAsLong();
            while (now - due < 0 && !stopped.getAsBoolean()) {
                pause.nanos(due - now);
                now = clock.getAsLong();
            }
            if (stopped.getAsBoolean()) {
                return;
            }
            sink.post(number, now - due);
        }
    }
}
