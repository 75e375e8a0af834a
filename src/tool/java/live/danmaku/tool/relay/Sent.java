package live.danmaku.tool.relay;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one author has posted: numbered texts that say when they were due.
 *
 * <p>Threading: any thread.
 */
final class Sent {
    private final String author;
    private final int node;
    private final AtomicLong posted = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    Sent(int author, int node) {
        this.author = "p" + author;
        this.node = node;
    }

    /** The next text: who, which number, when it was due. */
    String next(long dueNanos) {
        return author + " " + posted.incrementAndGet() + " " + dueNanos;
    }

    void answered(boolean taken) {
        (taken ? accepted : refused).incrementAndGet();
    }

    String author() {
        return author;
    }

    /** Index of the node that it posts to. */
    int node() {
        return node;
    }

    long posted() {
        return posted.get();
    }

    long accepted() {
        return accepted.get();
    }

    long refused() {
        return refused.get();
    }
}
