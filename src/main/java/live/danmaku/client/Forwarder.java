package live.danmaku.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Carries {@link DanmakuPost} events to the server, in every packaging: the only observer of that event anywhere, so that
 * nothing is posted twice. Inside a transaction an event is forwarded after commit, and not at all after a rollback.
 *
 * <p>An event is tried once, and not kept. What is not accepted, because the server refuses it, is not there or is full, is
 * counted under its code, logged once for each code, and told as {@link DanmakuRefused}.
 *
 * <p>The gate is looked up when it is first needed and again after a redeploy of the server, at most once a second while
 * there is none. It is held weakly, so that this application does not keep an undeployed server in memory.
 *
 * <p>Threading: any thread; never throws, and blocks for no longer than a look-up takes.
 */
@ApplicationScoped
public class Forwarder {

    /** JNDI name of the server's gate: a {@code Function<Map<String, String>, String>} that answers with a code. */
    public static final String GATE = "java:global/danmaku/post";

    /** The gate's answer to an accepted post; every other answer is why it was refused. */
    public static final String ACCEPTED = "accepted";

    /** The gate's answer when its server was undeployed, and the answer here when there is no gate. */
    public static final String GONE = "gone";

    /** The answer here when the gate threw. */
    public static final String FAILED = "failed";

    /**
     * What both sides speak, as {@code version} in what they hand over. Keys are added and never change their meaning; who does
     * not know a key leaves it alone, and who misses one takes its default.
     */
    public static final String VERSION = "1";

    private static final Logger LOG = System.getLogger("danmaku.client");
    private static final long LOOKUP_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Tells this application from others: in a room that leaves danmaku out, each has a share of its own. */
    private final String application = UUID.randomUUID().toString();

    private final LongAdder accepted = new LongAdder();
    private final ConcurrentMap<String, LongAdder> refused = new ConcurrentHashMap<>();

    /** Set while this thread tells of a refusal: what an observer posts then is not told, or it would go round for ever. */
    private final ThreadLocal<Boolean> telling = new ThreadLocal<>();

    private final AtomicBoolean observerFailed = new AtomicBoolean();

    @Inject
    Event<DanmakuRefused> refusals;

    private volatile WeakReference<Function<Map<String, String>, String>> gate = new WeakReference<>(null);

    /** Guarded by this. */
    private long lastMiss = System.nanoTime() - LOOKUP_PAUSE_NANOS;

    void onPost(@Observes(during = TransactionPhase.AFTER_SUCCESS) DanmakuPost post) {
        forward(post);
    }

    void onPostAsync(@ObservesAsync DanmakuPost post) {
        forward(post);
    }

    /** Events that the server accepted. */
    public long accepted() {
        return accepted.sum();
    }

    /** Events that the server refused, or that found no server. */
    public long refused() {
        return refused.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The same, by code. */
    public SortedMap<String, Long> refusedByCode() {
        SortedMap<String, Long> now = new TreeMap<>();
        refused.forEach((code, count) -> now.put(code, count.sum()));
        return now;
    }

    private void forward(DanmakuPost post) {
        String answer = deliver(fields(post));
        if (answer.equals(ACCEPTED)) {
            accepted.increment();
        } else {
            count(post, answer);
            tell(new DanmakuRefused(post, answer));
        }
    }

    private void count(DanmakuPost post, String code) {
        LongAdder count = refused.get(code);
        if (count == null) {
            LongAdder first = new LongAdder();
            count = refused.putIfAbsent(code, first);
            if (count == null) {
                count = first;
                LOG.log(Level.WARNING, "a danmaku for room {0} was not accepted: {1} (logged once)", post.room(), code);
            }
        }
        count.increment();
    }

    // An observer that throws must not reach whoever fired the post.
    private void tell(DanmakuRefused refusal) {
        if (telling.get() == null) {
            telling.set(true);
            try {
                refusals.fire(refusal);
            } catch (RuntimeException | Error e) {
                if (!observerFailed.getAndSet(true)) {
                    LOG.log(Level.WARNING, "an observer of refused danmaku failed (logged once): {0}", e.toString());
                }
            } finally {
                telling.remove();
            }
        }
    }

    private String deliver(Map<String, String> fields) {
        Function<Map<String, String>, String> known = gate.get();
        String answer = ask(known, fields);
        return answer.equals(GONE) ? ask(lookUpAfter(known), fields) : answer;
    }

    // Whatever goes wrong on the other side is not the business of whoever fired the event.
    private static String ask(@Nullable Function<Map<String, String>, String> target, Map<String, String> fields) {
        try {
            return target == null ? GONE : Objects.requireNonNull(target.apply(fields), "no answer");
        } catch (RuntimeException | Error e) {
            // An Error too: of a server that is just being undeployed, classes may be missing.
            LOG.log(Level.DEBUG, "the server failed", e);
            return FAILED;
        }
    }

    /** A gate other than the one that is gone: what another thread has found meanwhile, or a new look. */
    private synchronized @Nullable Function<Map<String, String>, String> lookUpAfter(
            @Nullable Function<Map<String, String>, String> gone) {
        Function<Map<String, String>, String> known = gate.get();
        if (known != null && known != gone) {
            return known;
        }
        if (System.nanoTime() - lastMiss < LOOKUP_PAUSE_NANOS) {
            return null;
        }
        Function<Map<String, String>, String> found = lookUp();
        if (found == null || found == gone) {
            lastMiss = System.nanoTime();
        } else {
            gate = new WeakReference<>(found);
        }
        return found;
    }

    // The name is a constant; the type is what the server binds there, and both sides have it from the JDK.
    @SuppressWarnings({"unchecked", "BanJNDI"})
    private static @Nullable Function<Map<String, String>, String> lookUp() {
        try {
            return InitialContext.doLookup(GATE) instanceof Function<?, ?> found
                    ? (Function<Map<String, String>, String>) found
                    : null;
        } catch (NamingException | RuntimeException e) {
            LOG.log(Level.DEBUG, "no danmaku server", e);
            return null;
        }
    }

    private Map<String, String> fields(DanmakuPost post) {
        Map<String, String> fields = new HashMap<>();
        fields.put("version", VERSION);
        fields.put("application", application);
        // Null where somebody passes it all the same: the server says what it misses.
        putIfPresent(fields, "room", post.room());
        putIfPresent(fields, "text", post.text());
        putIfPresent(fields, "user", post.user());
        putIfPresent(fields, "mode", post.mode());
        putIfPresent(fields, "color", post.color());
        putIfPresent(fields, "size", post.size());
        putIfPresent(fields, "lane", post.lane());
        return fields;
    }

    private static void putIfPresent(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
