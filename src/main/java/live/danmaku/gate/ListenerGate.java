package live.danmaku.gate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import live.danmaku.client.ListenerBinding;
import live.danmaku.model.Danmaku;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.room.RoomListener;
import live.danmaku.sanction.AuditEntry;
import live.danmaku.sanction.SanctionKey;
import live.danmaku.sanction.SanctionStore;
import live.danmaku.telemetry.Metrics;

/**
 * The server's side of {@link ListenerBinding}: finds the applications that want to be told what happens, and has each of
 * them told on an executor of the container's, from a queue of its own. No room waits for any of them, and while there is
 * none, telling costs one look at an empty list.
 *
 * <p>Bound: {@link #MAX} applications; more are left out, and the log says so.
 *
 * <p>Threading: any thread; {@link #refresh} and {@link #close} from one at a time. An application that is gone is let go
 * of within a {@link #refresh}, so that it can be unloaded.
 */
public final class ListenerGate implements RoomListener {

    /** Applications that are told. */
    static final int MAX = 16;

    private static final Logger LOG = System.getLogger("danmaku");
    private static final int NAP_MILLIS = 10;

    private final Executor executor;
    private final TimeSource time;
    private final Metrics metrics;
    private final Supplier<Map<String, Object>> names;

    /** By the name in JNDI. */
    @GuardedBy("this")
    private Map<String, Listener> known = Map.of();

    private volatile List<Listener> listeners = List.of();
    private volatile boolean full;

    /** Nobody listens yet; {@code executor} runs what calls applications. */
    public ListenerGate(Executor executor, TimeSource time, Metrics metrics) {
        this(executor, time, metrics, ListenerGate::bound);
    }

    /** As the other; {@code names} says what is bound in the listeners' context now. */
    ListenerGate(Executor executor, TimeSource time, Metrics metrics, Supplier<Map<String, Object>> names) {
        this.executor = executor;
        this.time = time;
        this.metrics = metrics;
        this.names = names;
    }

    @Override
    public void opened(RoomId room, String epoch) {
        happened(Told.OPENED, () -> Told.room(Told.OPENED, room, epoch));
    }

    @Override
    public void accepted(RoomId room, String epoch, List<Danmaku> danmaku) {
        for (Listener listener : listeners) {
            listener.accepted(room, epoch, danmaku);
        }
    }

    @Override
    public void closed(RoomId room, String epoch) {
        happened(Told.CLOSED, () -> Told.room(Told.CLOSED, room, epoch));
    }

    /** A store that keeps what the other keeps, and has the applications told of each act. */
    public SanctionStore telling(SanctionStore store) {
        return new SanctionStore() {
            @Override
            public boolean isDurable() {
                return store.isDurable();
            }

            @Override
            public void changed(SanctionKey key) {
                store.changed(key);
            }

            @Override
            public void record(AuditEntry entry) {
                store.record(entry);
                happened(Told.MODERATED, () -> Told.moderated(entry));
            }
        };
    }

    /** Looks who listens now, and has told what waits. */
    public synchronized void refresh() {
        Map<String, Listener> now = new HashMap<>();
        for (Map.Entry<String, Object> bound : names.get().entrySet()) {
            if (bound.getValue() instanceof Function<?, ?> found && hasPlace(now.size())) {
                Listener before = known.get(bound.getKey());
                now.put(bound.getKey(), before != null && before.is(found) ? before : listener(found));
            }
        }
        known = now;
        listeners = List.copyOf(now.values());
        listeners.forEach(Listener::flush);
    }

    /** Waits, but no longer than that, until what has happened is told, and tells nothing any more. */
    public synchronized void close(Duration patience) {
        long end = time.nanos() + patience.toNanos();
        listeners.forEach(Listener::flush);
        try {
            while (!listeners.stream().allMatch(Listener::isQuiet) && time.nanos() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        known = Map.of();
        listeners = List.of();
    }

    private void happened(String event, Supplier<Map<String, String>> fields) {
        for (Listener listener : listeners) {
            listener.happened(event, fields);
        }
    }

    private boolean hasPlace(int taken) {
        if (taken < MAX) {
            return true;
        }
        if (!full) {
            full = true;
            LOG.log(Level.WARNING, "more than {0} applications want to be told what happens: the others are not", MAX);
        }
        return false;
    }

    // The type is what applications bind there, and both sides have it from the JDK.
    @SuppressWarnings("unchecked")
    private Listener listener(Function<?, ?> found) {
        return new Listener((Function<List<Map<String, String>>, Map<String, String>>) found, executor, time, metrics);
    }

    // The names begin with a constant.
    @SuppressWarnings("BanJNDI")
    private static Map<String, Object> bound() {
        Map<String, Object> found = new HashMap<>();
        try {
            InitialContext context = new InitialContext();
            NamingEnumeration<NameClassPair> names = context.list(ListenerBinding.NAMES);
            while (names.hasMore()) {
                String name = names.next().getName();
                lookUp(context, ListenerBinding.NAMES + "/" + name).ifPresent(one -> found.put(name, one));
            }
        } catch (NameNotFoundException e) {
            // Nobody has ever listened.
            return Map.of();
        } catch (NamingException | RuntimeException e) {
            LOG.log(Level.DEBUG, "no listeners", e);
        }
        return found;
    }

    /** Empty where its application has just gone. */
    @SuppressWarnings("BanJNDI")
    private static Optional<Object> lookUp(InitialContext context, String name) {
        try {
            return Optional.of(context.lookup(name));
        } catch (NamingException e) {
            LOG.log(Level.DEBUG, "not bound any more", e);
            return Optional.empty();
        }
    }
}
