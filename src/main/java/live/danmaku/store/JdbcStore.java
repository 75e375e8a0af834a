package live.danmaku.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import live.danmaku.model.Refusal;
import live.danmaku.model.TimeSource;
import live.danmaku.sanction.AuditEntry;
import live.danmaku.sanction.AuditTrail;
import live.danmaku.sanction.Sanction;
import live.danmaku.sanction.SanctionKey;
import live.danmaku.sanction.SanctionStore;
import live.danmaku.sanction.Sanctions;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sanctions and the record of acts in a database, behind the back of whoever makes them. What changed is noted by its
 * key, and what holds under the key is written when its turn comes, so that a broken database is caught up with by one write
 * for each key. It never stops anything: it is logged once, counted, and tried again.
 *
 * <p>Bounds: {@link #KEYS_MAX} changed keys and {@link #RECORDS_MAX} records wait; more are dropped and counted. The log has
 * the records, and the node's memory has what holds.
 *
 * <p>Threading: any thread; one task at a time uses the database.
 */
public final class JdbcStore implements SanctionStore {

    /** Changed keys that may wait for the database. */
    static final int KEYS_MAX = 2 * Sanctions.MAX;

    /** Records that may wait for the database. */
    static final int RECORDS_MAX = 1_000;

    private static final Logger LOG = System.getLogger("danmaku.store");

    /** The class of SQLSTATE (ISO 9075) for values that do not fit. */
    private static final String DATA_EXCEPTION = "22";

    /** After this time, a task that was not started is made again. */
    private static final Duration OVERDUE = Duration.ofSeconds(2);

    /** A task that is to use the database, and when it was given to the executor. */
    private record Plan(long sinceNanos) {}

    private enum State {
        UNKNOWN,
        WORKS,
        BROKEN
    }

    private final Sanctions sanctions;
    private final Connections connections;
    private final Executor executor;
    private final TimeSource time;
    private final Metrics metrics;
    private final Consumer<List<SanctionKey>> follower;
    private final Consumer<List<AuditEntry>> reader;
    private final Set<SanctionKey> changed = ConcurrentHashMap.newKeySet();
    private final Queue<AuditEntry> records = new ArrayBlockingQueue<>(RECORDS_MAX);
    private final AtomicReference<@Nullable Plan> plan = new AtomicReference<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final CountDownLatch firstTry = new CountDownLatch(1);
    private volatile State state = State.UNKNOWN;

    /** Written by the one task that uses the database. */
    private volatile boolean loaded;

    /**
     * Nothing is loaded yet; {@code executor} runs what uses the database, {@code follower} is told what was loaded, for
     * that may be after people have come, and {@code reader} is then given the newest acts, the last one first.
     */
    public JdbcStore(
            Sanctions sanctions,
            Connections connections,
            Executor executor,
            TimeSource time,
            Metrics metrics,
            Consumer<List<SanctionKey>> follower,
            Consumer<List<AuditEntry>> reader) {
        this.sanctions = sanctions;
        this.connections = connections;
        this.executor = executor;
        this.time = time;
        this.metrics = metrics;
        this.follower = follower;
        this.reader = reader;
    }

    /** Has what is kept loaded, and waits for it, but no longer than that: it goes on behind. */
    public void open(Duration patience) {
        flush();
        try {
            if (!firstTry.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "the data source is slow: mutes and rules that it keeps will come later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isDurable() {
        return state == State.WORKS;
    }

    @Override
    public void changed(SanctionKey key) {
        if (changed.size() < KEYS_MAX) {
            changed.add(key);
        } else if (!changed.contains(key)) {
            metrics.count(Counter.STORE_DROPPED);
        }
        flush();
    }

    @Override
    public void record(AuditEntry entry) {
        if (!records.offer(entry)) {
            metrics.count(Counter.STORE_DROPPED);
        }
        flush();
    }

    /** Has what waits written, unless that is being done; called again and again, so that a broken database is tried again. */
    public void flush() {
        Plan before = plan.get();
        if (isDone() || (before != null && !isOverdue(before))) {
            return;
        }
        Plan made = new Plan(time.nanos());
        if (plan.compareAndSet(before, made)) {
            try {
                executor.execute(() -> start(made));
            } catch (RuntimeException e) {
                plan.compareAndSet(made, null);
            }
        }
    }

    /** Waits, but no longer than that, until what waits is written. */
    public void close(Duration patience) {
        long end = time.nanos() + patience.toNanos();
        flush();
        try {
            while ((plan.get() != null || busy.get()) && time.nanos() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isDone()) {
            LOG.log(Level.WARNING, "not all that moderators did could be written to the data source");
        }
    }

    /** Changed keys and records that wait for the database. */
    public int waiting() {
        return changed.size() + records.size();
    }

    /** Whether nothing waits. */
    boolean isDone() {
        return loaded && changed.isEmpty() && records.isEmpty();
    }

    /** A container may drop what it has taken to run, as Payara does of an application that is still starting. */
    private boolean isOverdue(Plan planned) {
        return time.nanos() - planned.sinceNanos() > OVERDUE.toNanos();
    }

    private void start(Plan planned) {
        if (plan.compareAndSet(planned, null) && busy.compareAndSet(false, true)) {
            boolean worked = false;
            try {
                worked = attempt();
            } finally {
                busy.set(false);
                firstTry.countDown();
            }
            if (worked) {
                // What came while the last of it was written; after a failure, the next flush is soon enough.
                flush();
            }
        }
    }

    // Drivers and containers fail with runtime exceptions too, and none must be anybody's end.
    private boolean attempt() {
        try (Connection connection = connections.open()) {
            if (!loaded) {
                Tables.create(connection);
                load(Tables.load(connection, time.epochMillis()));
                loaded = true;
                firstTry.countDown();
                readBack(connection);
            }
            try {
                writeChanged(connection);
            } finally {
                writeRecords(connection);
            }
            works();
            return true;
        } catch (SQLException | RuntimeException e) {
            broken(e);
            return false;
        }
    }

    /** What was changed before it could be loaded is newer than what was kept. */
    private void load(List<Sanction> kept) {
        List<SanctionKey> loadedNow = new ArrayList<>();
        try {
            for (Sanction sanction : kept) {
                if (!changed.contains(sanction.key())) {
                    sanctions.impose(sanction);
                    loadedNow.add(sanction.key());
                }
            }
            LOG.log(Level.INFO, "{0} mutes and rules are loaded from the data source", kept.size());
        } catch (Refusal e) {
            LOG.log(Level.WARNING, "not all that the data source keeps is loaded: {0}", e.detail());
        }
        follower.accept(loadedNow);
    }

    /** Once, before what was done since is written; nothing but reading depends on it. */
    private void readBack(Connection connection) {
        try {
            reader.accept(Tables.newest(connection, AuditTrail.KEPT));
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "what was done before cannot be read from the data source: {0}", e.toString());
        }
    }

    /** One that cannot be written does not hold up the others. */
    private void writeChanged(Connection connection) throws SQLException {
        SQLException failure = null;
        for (SanctionKey key : List.copyOf(changed)) {
            changed.remove(key);
            try {
                Tables.write(connection, key, sanctions.find(key).orElse(null));
            } catch (SQLException e) {
                changed.add(key);
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What the database can never take, such as a character that it does not know, is in the log at least. */
    private void insert(Connection connection, AuditEntry entry) throws SQLException {
        try {
            Tables.insert(connection, entry);
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state == null || !state.startsWith(DATA_EXCEPTION)) {
                throw e;
            }
            metrics.count(Counter.STORE_DROPPED);
        }
    }

    private void writeRecords(Connection connection) throws SQLException {
        AuditEntry entry = records.peek();
        while (entry != null) {
            insert(connection, entry);
            records.remove();
            entry = records.peek();
        }
    }

    private void works() {
        if (state != State.WORKS) {
            LOG.log(Level.INFO, "what moderators do is kept in the data source");
        }
        state = State.WORKS;
    }

    private void broken(Exception failure) {
        metrics.count(Counter.STORE_FAILURES);
        if (state != State.BROKEN) {
            LOG.log(
                    Level.WARNING,
                    "the data source does not work, what moderators do would not survive a restart;"
                            + " it is tried again, and this is logged once: {0}",
                    failure.toString());
        }
        state = State.BROKEN;
    }
}
