package live.danmaku.gate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import live.danmaku.model.Danmaku;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * One application that is told what happens, with what waits for it.
 *
 * <p>Bound: {@link #WAITING_MAX} events. What does not fit is left out, counted, and told as missed in its place. The
 * application is called with {@link #BATCH} events at the most, by one task at a time: one that hangs holds one
 * thread and this queue.
 *
 * <p>Threading: any thread adds, under the lock of this object, which is a leaf.
 */
final class Listener {

    /** Events that may wait for an application. */
    static final int WAITING_MAX = 10_000;

    /** Events that it is handed at once. */
    static final int BATCH = 500;

    private static final Logger LOG = System.getLogger("danmaku");
    private static final Duration OVERDUE = Duration.ofSeconds(2);

    /** Calls that fail before an application has ever answered are told of only when there were as many. */
    private static final int NOT_READY = 10;

    /** Events of one kind, made into maps only when they are told. */
    private record Part(int size, Supplier<List<Map<String, String>>> events) {}

    /** A task that is to call the application, and when it was given to the executor. */
    private record Plan(long sinceNanos) {}

    private final Function<List<Map<String, String>>, Map<String, String>> application;
    private final Executor executor;
    private final TimeSource time;
    private final Metrics metrics;
    private final AtomicReference<@Nullable Plan> plan = new AtomicReference<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger failures = new AtomicInteger();

    @GuardedBy("this")
    private final Deque<Part> parts = new ArrayDeque<>();

    @GuardedBy("this")
    private int waiting;

    @GuardedBy("this")
    private long missed;

    /** Null until the application has said it. */
    private volatile @Nullable Wishes wishes;

    Listener(
            Function<List<Map<String, String>>, Map<String, String>> application,
            Executor executor,
            TimeSource time,
            Metrics metrics) {
        this.application = application;
        this.executor = executor;
        this.time = time;
        this.metrics = metrics;
    }

    /** Whether this is the application's function. */
    boolean is(Object function) {
        return application == function;
    }

    /** Adds what was accepted, as far as the application wants it, and has it told. */
    void accepted(RoomId room, String epoch, List<Danmaku> danmaku) {
        Wishes wanted = wanted();
        if (!wanted.want(Told.ACCEPTED)) {
            return;
        }
        List<Danmaku> chosen = wanted.oneIn() == 1
                ? danmaku
                : danmaku.stream().filter(one -> wanted.take(epoch, one)).toList();
        for (int from = 0; from < chosen.size(); from += BATCH) {
            // Copied, so that a large window is not held by a part of it.
            List<Danmaku> part = List.copyOf(chosen.subList(from, Math.min(from + BATCH, chosen.size())));
            add(new Part(part.size(), () -> Told.accepted(room, epoch, part)));
        }
        flush();
    }

    /** Adds another event, as far as the application wants it; it is told with the next {@link #flush()}. */
    void happened(String event, Supplier<Map<String, String>> fields) {
        if (wanted().want(event)) {
            add(new Part(1, () -> List.of(fields.get())));
        }
    }

    /**
     * Has what waits told, unless that is being done; called again and again, because a container may drop what it has taken
     * to run.
     */
    void flush() {
        Plan before = plan.get();
        if (busy.get() || isDone() || (before != null && !isOverdue(before))) {
            return;
        }
        Plan made = new Plan(time.nanos());
        if (plan.compareAndSet(before, made)) {
            try {
                executor.execute(() -> run(made));
            } catch (RuntimeException e) {
                plan.compareAndSet(made, null);
                LOG.log(Level.DEBUG, "the executor did not take a listener", e);
            }
        }
    }

    /** Whether nothing waits, and the application has said what it wants. */
    synchronized boolean isDone() {
        return wishes != null && waiting == 0 && missed == 0;
    }

    /** Whether nothing waits and nothing is on its way. */
    boolean isQuiet() {
        return isDone() && !busy.get();
    }

    private Wishes wanted() {
        Wishes known = wishes;
        return known == null ? Wishes.NONE : known;
    }

    private boolean isOverdue(Plan planned) {
        return time.nanos() - planned.sinceNanos() > OVERDUE.toNanos();
    }

    private synchronized void add(Part part) {
        if (waiting + part.size() > WAITING_MAX) {
            missed += part.size();
            metrics.add(Counter.LISTENER_MISSED, part.size());
        } else {
            tellMissed();
            parts.add(part);
            waiting += part.size();
        }
    }

    /** In its place: behind what still fitted, before what fits again. It counts as no event. */
    @GuardedBy("this")
    private void tellMissed() {
        if (missed > 0) {
            Map<String, String> told = Told.missed(missed);
            if (wanted().want(Told.MISSED)) {
                parts.add(new Part(0, () -> List.of(told)));
            }
            missed = 0;
        }
    }

    private void run(Plan planned) {
        if (plan.compareAndSet(planned, null) && busy.compareAndSet(false, true)) {
            try {
                call(next());
            } finally {
                busy.set(false);
            }
            // One that has never answered is asked again by the next look at the names, not over and over.
            if (wishes != null) {
                flush();
            }
        }
    }

    private List<Map<String, String>> next() {
        List<Map<String, String>> events = new ArrayList<>();
        take().forEach(part -> events.addAll(part.events().get()));
        return events;
    }

    private synchronized List<Part> take() {
        if (parts.isEmpty()) {
            tellMissed();
        }
        List<Part> taken = new ArrayList<>();
        int size = 0;
        for (Part part = parts.peek(); part != null && size + part.size() <= BATCH; part = parts.peek()) {
            taken.add(parts.remove());
            size += part.size();
        }
        waiting -= size;
        return taken;
    }

    // Whatever the application throws is its own affair; what it was told then is not told again.
    private void call(List<Map<String, String>> events) {
        try {
            Wishes answer = Wishes.of(application.apply(events));
            if (!answer.equals(wishes)) {
                LOG.log(
                        Level.INFO,
                        "an application is told of {0}, one danmaku in {1}",
                        answer.events(),
                        answer.oneIn());
            }
            if (wishes == null) {
                failures.set(0);
            }
            wishes = answer;
        } catch (RuntimeException | Error e) {
            metrics.count(Counter.LISTENER_FAILED);
            // One that is still being deployed may not be ready at the first times.
            if (failures.incrementAndGet() == (wishes == null ? NOT_READY : 1)) {
                LOG.log(
                        Level.WARNING,
                        "an application failed at being told what happened (logged once): {0}",
                        e.toString());
            }
        }
    }
}
