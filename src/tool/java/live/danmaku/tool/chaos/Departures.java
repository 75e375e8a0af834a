package live.danmaku.tool.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the server to give up connections, and tells how long it took.
 *
 * <p>Threading: belongs to the run's thread.
 */
final class Departures {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Target target;
    private long before;
    private int expected;
    private long startNanos;
    private long lookedNanos;
    private long lastNanos;
    private long seen;

    Departures(Target target) {
        this.target = target;
    }

    /** From now on so many connections are to be given up. */
    void expect(int count) throws InterruptedException {
        before = Accounts.read(target.httpUrl()).givenUp();
        expected = count;
        startNanos = System.nanoTime();
        lookedNanos = startNanos;
        lastNanos = startNanos;
    }

    /** Asks the server, but not more than twice a second. */
    void look() throws InterruptedException {
        long now = System.nanoTime();
        if (expected == 0 || seen == expected || now - lookedNanos < EVERY_NANOS) {
            return;
        }
        lookedNanos = now;
        long given = Accounts.read(target.httpUrl()).givenUp() - before;
        lastNanos = given > seen ? System.nanoTime() : lastNanos;
        seen = given;
    }

    /** Waits for the last one, at most so long after the first look. */
    void await(Duration limit) throws InterruptedException {
        while (seen < expected && System.nanoTime() - startNanos < limit.toNanos()) {
            TimeUnit.NANOSECONDS.sleep(EVERY_NANOS);
            look();
        }
    }

    /** Connections given up so far. */
    long seen() {
        return seen;
    }

    /** From the beginning to when the last one was seen, about. */
    double seconds() {
        return (lastNanos - startNanos) / 1e9;
    }
}
