package live.danmaku.room;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import live.danmaku.model.Acts;

/**
 * What moderators did in a room since its last batch, waiting for the next one.
 *
 * <p>Bound: {@link #MAX} things; more are not taken.
 *
 * <p>Threading: any thread; what is added is taken once.
 */
final class ActsDue {

    /** Things that may be told in one window. */
    static final int MAX = 1_000;

    private final AtomicReference<Acts> due = new AtomicReference<>(Acts.NONE);

    /** Adds what was done, or answers false, and does not, where there is too much. */
    boolean add(Acts acts) {
        while (true) {
            Acts before = current();
            // Rules hold already when they are told, and replace one another: one more at the most.
            if (acts.rules() == null && before.size() + acts.size() > MAX) {
                return false;
            }
            if (due.compareAndSet(before, before.then(acts))) {
                return true;
            }
        }
    }

    /** Takes all of it. */
    Acts take() {
        return isEmpty() ? Acts.NONE : Objects.requireNonNull(due.getAndSet(Acts.NONE));
    }

    boolean isEmpty() {
        return current().isNone();
    }

    private Acts current() {
        return Objects.requireNonNull(due.get());
    }
}
