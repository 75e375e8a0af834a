package live.danmaku.history;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all rooms of a node keep together.
 *
 * <p>Threading: any thread.
 */
public final class Kept {

    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** How many batches. */
    public long batches() {
        return batches.get();
    }

    /** How many bytes. */
    public long bytes() {
        return bytes.get();
    }

    /** A room keeps so many more, or fewer, than before. */
    void changed(int moreBatches, long moreBytes) {
        batches.addAndGet(moreBatches);
        bytes.addAndGet(moreBytes);
    }
}
