package live.danmaku.tool.load.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What one viewer received, in the order of arrival.
 *
 * <p>Threading: written by the thread of the connection; {@link #lastSeq} may be read by any, all else after that thread
 * has ended.
 */
public final class ViewerLog {
    private static final long MILLISECOND = 1_000_000;

    private final List<Batch> batches = new ArrayList<>();
    private final Deque<Long> withinWindow = new ArrayDeque<>();
    private final String epoch;
    private final long from;
    private final long strictWindowNanos;
    private volatile long lastSeq;
    private int mostInWindow;
    private int tooClose;
    private long announcedSkips;

    /** Starts with what {@code hello} says. */
    public ViewerLog(String epoch, long seq, long windowMillis) {
        this.epoch = epoch;
        this.from = seq + 1;
        this.lastSeq = seq;
        this.strictWindowNanos = (windowMillis - Windows.toleranceMillis(windowMillis)) * MILLISECOND;
    }

    public void received(Batch batch, long nanos) {
        batches.add(batch);
        lastSeq = batch.key().seq();
        while (!withinWindow.isEmpty() && nanos - withinWindow.getFirst() >= strictWindowNanos) {
            withinWindow.removeFirst();
        }
        tooClose += withinWindow.isEmpty() ? 0 : 1;
        withinWindow.addLast(nanos);
        mostInWindow = Math.max(mostInWindow, withinWindow.size());
    }

    /** Counts batches that a {@code notice} says were left out. */
    public void skipped(long count) {
        announcedSkips += count;
    }

    /** Number of the batch received last; before the first, the number that {@code hello} named. */
    public long lastSeq() {
        return lastSeq;
    }

    /** The room's epoch, as {@code hello} named it. */
    public String epoch() {
        return epoch;
    }

    public History history() {
        return new History(epoch, from, List.copyOf(batches));
    }

    /** Most frames that arrived within a window less the tolerance. */
    int mostInWindow() {
        return mostInWindow;
    }

    /** Frames that arrived sooner after the one before than a window less the tolerance. */
    int tooClose() {
        return tooClose;
    }

    long announcedSkips() {
        return announcedSkips;
    }
}
