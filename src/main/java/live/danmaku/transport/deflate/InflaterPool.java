package live.danmaku.transport.deflate;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The inflaters of a node. One holds some 40 KB of native memory, so connections have none: they borrow one for a message,
 * which is mostly for the time of one call. How many may be kept beyond a call, by messages of which only a part has
 * arrived, is bounded.
 *
 * <p>Threading: any thread. Bounds: {@code maxIdle} unused ones stay, {@code maxHeld} wait for the rest of their message,
 * and no more than there are threads are at work.
 */
public final class InflaterPool implements AutoCloseable {

    private final Queue<Inflater> idle = new ConcurrentLinkedQueue<>();
    private final Semaphore idlePlaces;
    private final Semaphore heldPlaces;
    private volatile boolean closed;

    /** A pool with nothing in it. */
    public InflaterPool(int maxIdle, int maxHeld) {
        this.idlePlaces = new Semaphore(maxIdle);
        this.heldPlaces = new Semaphore(maxHeld);
    }

    /** An inflater for raw deflate data that knows nothing of an earlier message. */
    Inflater borrow() {
        Inflater inflater = poll();
        return inflater != null ? inflater : new Inflater(/* nowrap= */ true);
    }

    /** Takes back what was borrowed. */
    void giveBack(Inflater inflater) {
        if (closed || !idlePlaces.tryAcquire()) {
            inflater.end();
            return;
        }
        inflater.reset();
        idle.add(inflater);
        if (closed) {
            endIdle();
        }
    }

    /** Whether what was borrowed may be kept until more of its message arrives; then {@link #release} ends that. */
    boolean hold() {
        return heldPlaces.tryAcquire();
    }

    /** Ends a {@link #hold} that was granted. */
    void release() {
        heldPlaces.release();
    }

    /** How many unused inflaters there are. */
    int idle() {
        return idle.size();
    }

    /** Frees all native memory; what is still borrowed is freed when it comes back. */
    @Override
    public void close() {
        closed = true;
        endIdle();
    }

    private void endIdle() {
        for (Inflater next = poll(); next != null; next = poll()) {
            next.end();
        }
    }

    private @Nullable Inflater poll() {
        Inflater inflater = idle.poll();
        if (inflater != null) {
            idlePlaces.release();
        }
        return inflater;
    }
}
