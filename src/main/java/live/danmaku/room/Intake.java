package live.danmaku.room;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import live.danmaku.model.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A room's queue of accepted danmaku, which numbers them as it takes them: a lock-free stack (R. K. Treiber, Systems
 * Programming: Coping with Parallelism, IBM RJ 5118, 1986) whose head carries the last id. Because the id and the place
 * are given by one compare-and-set, the order of ids is the order of acceptance, and ids have no holes.
 *
 * <p>Bound: the capacity given with each offer, exact. An empty queue is one small object, so that thousands of quiet
 * rooms cost nothing.
 *
 * <p>Threading: any thread offers; drains may race, each danmaku goes to one of them.
 */
final class Intake {

    /** Answer of {@link #offer}: the queue holds as many as it may. */
    static final long FULL = -1;

    /** Answer of {@link #offer}: the queue was closed. */
    static final long CLOSED = -2;

    /**
     * @param id of the newest danmaku, or of the last one drained where nothing waits
     * @param newest null where nothing waits
     * @param below what was accepted before {@code newest} and waits too
     * @param drained id of the last danmaku that was drained
     */
    private record Head(
            long id, @Nullable Danmaku newest, @Nullable Head below, long drained, boolean closed) {

        static Head empty(long id, boolean closed) {
            return new Head(id, null, null, id, closed);
        }

        int waiting() {
            return (int) (id - drained);
        }

        /** Two posters may have read the clock in the other order: what waits together has times that do not fall. */
        Head push(Draft draft, @Nullable Origin origin, long at) {
            long notBefore = newest == null ? at : Math.max(at, newest.at());
            return new Head(id + 1, new Danmaku(id + 1, notBefore, draft, origin), this, drained, false);
        }
    }

    /**
     * The queue at one moment.
     *
     * @param accepted danmaku so far, which is the last id given
     * @param waiting of these, how many were not drained
     */
    record Figures(long accepted, int waiting) {}

    private final AtomicReference<Head> head = new AtomicReference<>(Head.empty(0, false));

    /**
     * Accepts a danmaku.
     *
     * @param at milliseconds since 1970-01-01T00:00:00Z
     * @param capacity how many may wait, at least 1
     * @return its id, from 1; or {@link #FULL} or {@link #CLOSED}
     */
    long offer(Draft draft, long at, int capacity) {
        while (true) {
            Head seen = current();
            if (seen.closed()) {
                return CLOSED;
            }
            if (seen.waiting() >= capacity) {
                return FULL;
            }
            Head next = seen.push(draft, null, at);
            if (head.compareAndSet(seen, next)) {
                return next.id();
            }
        }
    }

    /**
     * Accepts danmaku of another node, all of them, with ids one after another, or none.
     *
     * @param relayed with the ids that they have there, and with their origin
     * @param at milliseconds since 1970-01-01T00:00:00Z
     * @param capacity how many may wait
     * @return the last one's id here; or {@link #FULL} or {@link #CLOSED}
     */
    long offerAll(List<Danmaku> relayed, long at, int capacity) {
        while (true) {
            Head seen = current();
            if (seen.closed()) {
                return CLOSED;
            }
            if (seen.waiting() + relayed.size() > capacity) {
                return FULL;
            }
            Head next = seen;
            for (Danmaku danmaku : relayed) {
                next = next.push(danmaku.draft(), danmaku.origin(), at);
            }
            if (head.compareAndSet(seen, next)) {
                return next.id();
            }
        }
    }

    /** What waits and has an id above this one, in growing order; it goes on waiting. */
    List<Danmaku> waitingAfter(long id) {
        return listed(current(), id);
    }

    /** Takes everything that waits, in growing order of id. */
    List<Danmaku> drain() {
        return take(false);
    }

    /** Takes everything that waits, and lets nothing in any more. */
    List<Danmaku> close() {
        return take(true);
    }

    /**
     * Lets nothing in any more, if nothing waits.
     *
     * @return whether the queue is closed now
     */
    boolean closeIfEmpty() {
        while (true) {
            Head seen = current();
            if (seen.closed() || seen.waiting() > 0) {
                return seen.closed();
            }
            if (head.compareAndSet(seen, Head.empty(seen.id(), true))) {
                return true;
            }
        }
    }

    boolean isEmpty() {
        return current().waiting() == 0;
    }

    /** How many were accepted and how many wait, at one moment. */
    Figures figures() {
        Head seen = current();
        return new Figures(seen.id(), seen.waiting());
    }

    private List<Danmaku> take(boolean close) {
        return listed(swapForEmpty(close), 0);
    }

    private static List<Danmaku> listed(Head seen, long afterId) {
        List<Danmaku> waiting = new ArrayList<>(seen.waiting());
        for (Head entry = seen;
                entry != null && entry.newest() != null && entry.id() > afterId;
                entry = entry.below()) {
            waiting.add(entry.newest());
        }
        Collections.reverse(waiting);
        return waiting;
    }

    private Head swapForEmpty(boolean close) {
        while (true) {
            Head seen = current();
            if (head.compareAndSet(seen, Head.empty(seen.id(), seen.closed() || close))) {
                return seen;
            }
        }
    }

    private Head current() {
        return Objects.requireNonNull(head.get());
    }
}
