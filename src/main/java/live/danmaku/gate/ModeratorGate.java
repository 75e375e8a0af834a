package live.danmaku.gate;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import live.danmaku.client.ModeratorBinding;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Draft;
import live.danmaku.model.Lane;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.moderation.Judge;
import live.danmaku.moderation.Ruling;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of {@link ModeratorBinding}: asks the application's function in JNDI, on an executor of the container's, and
 * waits for its answer for a bounded time, on the thread that posts. No room waits for it.
 *
 * <p>An application that hangs holds {@link #AT_ONCE} threads and no more, because whoever asks beyond that waits for his turn
 * within the same time; once all of those are late, nobody asks for a second.
 *
 * <p>Threading: any thread; {@link #refresh} from one at a time.
 */
public final class ModeratorGate implements Judge {

    /** Calls that are under way at the most. */
    static final int AT_ONCE = 4;

    private static final Logger LOG = System.getLogger("danmaku");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int REASON_MAX = 200;

    private final LiveSettings settings;
    private final Executor executor;
    private final TimeSource time;
    private final Metrics metrics;
    private final Supplier<@Nullable Object> names;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final AtomicReference<@Nullable Function<Map<String, String>, Map<String, String>>> moderator =
            new AtomicReference<>();
    private volatile long askAgainAt;

    public ModeratorGate(LiveSettings settings, Executor executor, TimeSource time, Metrics metrics) {
        this(settings, executor, time, metrics, ModeratorGate::lookUp);
    }

    /** As the other; {@code names} says what is bound under the moderator's name now. */
    ModeratorGate(
            LiveSettings settings,
            Executor executor,
            TimeSource time,
            Metrics metrics,
            Supplier<@Nullable Object> names) {
        this.settings = settings;
        this.executor = executor;
        this.time = time;
        this.metrics = metrics;
        this.names = names;
        this.askAgainAt = time.nanos();
    }

    /** Looks whether there is a moderator, and lets go of one that is gone, so that its application can be unloaded. */
    // The type is what the application binds there, and both sides have it from the JDK.
    @SuppressWarnings("unchecked")
    public void refresh() {
        Function<Map<String, String>, Map<String, String>> found = names.get() instanceof Function<?, ?> function
                ? (Function<Map<String, String>, Map<String, String>>) function
                : null;
        if (moderator.getAndSet(found) != found) {
            LOG.log(Level.INFO, found == null ? "no moderator any more" : "a moderator is asked about every post");
        }
    }

    // The name is a constant.
    @SuppressWarnings("BanJNDI")
    private static @Nullable Object lookUp() {
        try {
            return InitialContext.doLookup(ModeratorBinding.NAME);
        } catch (NameNotFoundException e) {
            return null;
        } catch (NamingException e) {
            LOG.log(Level.DEBUG, "no moderator", e);
            return null;
        }
    }

    @Override
    public Ruling rule(RoomId room, Draft draft) {
        Function<Map<String, String>, Map<String, String>> asked = moderator.get();
        if (asked == null) {
            return Ruling.ACCEPT;
        }
        try {
            return ask(asked, fields(room, draft));
        } catch (TimeoutException e) {
            metrics.count(Counter.MODERATOR_LATE);
        } catch (ExecutionException | RuntimeException e) {
            metrics.count(Counter.MODERATOR_FAILED);
            LOG.log(Level.DEBUG, "the moderator failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            metrics.count(Counter.MODERATOR_LATE);
        }
        return Ruling.UNDECIDED;
    }

    private Ruling ask(Function<Map<String, String>, Map<String, String>> asked, Map<String, String> fields)
            throws TimeoutException, ExecutionException, InterruptedException {
        long start = time.nanos();
        long patience = settings.get().millis(Key.MODERATOR_TIMEOUT).toNanos();
        if (start - askAgainAt < 0) {
            throw new TimeoutException("it is late for others");
        }
        if (!turns.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
            askAgainAt = time.nanos() + PAUSE.toNanos();
            throw new TimeoutException("it is busy with others");
        }
        CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
        AtomicBoolean begun = new AtomicBoolean();
        try {
            executor.execute(() -> {
                if (begun.compareAndSet(false, true)) {
                    answer(asked, fields, answer);
                }
            });
            return ruling(answer.get(patience - (time.nanos() - start), TimeUnit.NANOSECONDS));
        } finally {
            // A container may drop what it has taken to run, or be late: the turn must not be lost with it, and what
            // waits
            // there must not grow.
            if (begun.compareAndSet(false, true)) {
                askAgainAt = time.nanos() + PAUSE.toNanos();
                turns.release();
            }
        }
    }

    // Whatever it throws is an answer that did not come; the turn is given back when it ends, however late.
    private void answer(
            Function<Map<String, String>, Map<String, String>> asked,
            Map<String, String> fields,
            CompletableFuture<Map<String, String>> answer) {
        try {
            answer.complete(asked.apply(fields));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        } finally {
            turns.release();
        }
    }

    private static Ruling ruling(Map<String, String> answer) {
        Ruling.Decision decision = Ruling.Decision.valueOf(answer.getOrDefault("decision", "ACCEPT"));
        String lane = answer.get("lane");
        return new Ruling(
                decision,
                shortened(answer.get("reason")),
                answer.get("text"),
                lane == null ? null : Lane.of(Optional.of(lane)));
    }

    private static @Nullable String shortened(@Nullable String reason) {
        return reason == null || reason.length() <= REASON_MAX ? reason : reason.substring(0, REASON_MAX);
    }

    private static Map<String, String> fields(RoomId room, Draft draft) {
        Map<String, String> fields = new HashMap<>();
        fields.put("room", room.value());
        fields.put("text", draft.text());
        fields.put("user", draft.author().name());
        fields.put("mode", draft.style().mode().wireName());
        fields.put("color", draft.style().color());
        fields.put("size", draft.style().size().wireName());
        fields.put("lane", draft.author().lane().wireName());
        return fields;
    }
}
