package live.danmaku.fanout;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One broadcast, until every section has offered its frame to the last viewer.
 *
 * <p>Threading: any thread; what is to be done at the end is done once, by the section that ends last.
 */
final class Fanout {

    private final Runnable done;

    /** Sections that are not done, and one more for the broadcast itself, so that it does not end before all have begun. */
    private final AtomicInteger left = new AtomicInteger(1);

    Fanout(Runnable done) {
        this.done = done;
    }

    /** A section begins. */
    void begin() {
        left.incrementAndGet();
    }

    /** A section has ended, or the broadcast has begun everywhere. */
    void end() {
        if (left.decrementAndGet() == 0) {
            done.run();
        }
    }
}
