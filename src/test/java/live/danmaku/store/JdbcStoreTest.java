package live.danmaku.store;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import live.danmaku.ManualTime;
import live.danmaku.model.RoomId;
import live.danmaku.sanction.AuditEntry;
import live.danmaku.sanction.AuditTrail;
import live.danmaku.sanction.Kind;
import live.danmaku.sanction.Sanction;
import live.danmaku.sanction.SanctionKey;
import live.danmaku.sanction.SanctionStore;
import live.danmaku.sanction.Sanctions;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept in a database, in the dialects that H2 can speak, and what one costs that does not work. */
class JdbcStoreTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final SanctionKey KEY = SanctionKey.of(Kind.SILENCE, LOBBY);
    private static final SanctionKey OTHER_KEY = SanctionKey.of(Kind.SLOW, LOBBY);
    private static final AuditEntry ENTRY = new AuditEntry(0, "host-1", "", "silence", null, "silence");

    private final ManualTime time = new ManualTime();
    private final Metrics metrics = new Metrics();
    private final Sanctions sanctions = new Sanctions(time);

    @ParameterizedTest
    @ValueSource(strings = {"REGULAR", "PostgreSQL", "MariaDB"})
    void whatWasLaidDown_isThereAfterARestart_andWhatWasLiftedOrHasRunOutIsNot(String mode) throws SQLException {
        Connections database = h2(mode);
        JdbcStore store = store(database);
        store.open(Duration.ofSeconds(1));
        Sanction mute = new Sanction(new SanctionKey(Kind.MUTE_USER, null, "Ünï'cødé 😀"), "", 0);
        Sanction slow = new Sanction(SanctionKey.of(Kind.SLOW, LOBBY), "5000", time.epochMillis() + 60_000);
        Sanction sameButForCase = new Sanction(SanctionKey.of(Kind.SLOW, new RoomId("LOBBY")), "1000", 0);
        Sanction brief = new Sanction(SanctionKey.of(Kind.CLOSED, LOBBY), "", time.epochMillis() + 1_000);
        List.of(mute, slow, sameButForCase, brief).forEach(one -> impose(store, one));
        impose(store, new Sanction(KEY, "host", 0));
        impose(store, new Sanction(KEY, "vip", 0));
        impose(store, new Sanction(SanctionKey.of(Kind.PIN, LOBBY), "bye", 0));
        sanctions.lift(SanctionKey.of(Kind.PIN, LOBBY));
        store.changed(SanctionKey.of(Kind.PIN, LOBBY));
        store.record(ENTRY);
        assertThat(store.isDurable()).isTrue();
        time.advanceMillis(1_000);

        Sanctions next = new Sanctions(time);
        new JdbcStore(next, database, Runnable::run, time, metrics, nobody -> {}, nothing -> {})
                .open(Duration.ofSeconds(1));

        assertThat(next.list(null)).containsExactlyInAnyOrder(mute, slow, sameButForCase, new Sanction(KEY, "vip", 0));
        try (Connection connection = database.open();
                ResultSet records = connection.createStatement().executeQuery("SELECT * FROM danmaku_audit")) {
            assertThat(records.next()).isTrue();
            assertThat(records.getString("who")).isEqualTo("host-1");
            assertThat(records.next()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGULAR", "PostgreSQL", "MariaDB"})
    void newestActs_canBeReadAfterARestart_behindThoseThatWereDoneSince(String mode) {
        Connections database = h2(mode);
        JdbcStore store = store(database);
        for (int i = 1; i <= AuditTrail.KEPT + 5; i++) {
            store.record(new AuditEntry(i, "host-1", "192.0.2.1", "announce", LOBBY, "number " + i));
        }

        AuditTrail trail = new AuditTrail(SanctionStore.NONE, time);
        trail.record("host-2", "", "silence", null, "since");
        new JdbcStore(new Sanctions(time), database, Runnable::run, time, metrics, nobody -> {}, trail::follow)
                .open(Duration.ofSeconds(1));

        List<AuditEntry> all = trail.newest(2 * AuditTrail.KEPT);
        assertThat(all).hasSize(AuditTrail.KEPT);
        assertThat(all.get(0).what()).isEqualTo("since");
        assertThat(all.get(1))
                .isEqualTo(new AuditEntry(
                        AuditTrail.KEPT + 5,
                        "host-1",
                        "192.0.2.1",
                        "announce",
                        LOBBY,
                        "number " + (AuditTrail.KEPT + 5)));
        assertThat(all).isSortedAccordingTo(comparing(AuditEntry::atMillis).reversed());
    }

    @Test
    void databaseThatComesBack_isCaughtUpWith_andWhatIsNewerThanItsOwnStays() throws SQLException {
        Connections database = h2("REGULAR");
        JdbcStore before = store(database);
        impose(before, new Sanction(KEY, "host", 0));
        impose(before, new Sanction(OTHER_KEY, "5000", 0));
        List<SanctionKey> loaded = new ArrayList<>();
        boolean[] gone = {true};
        Sanctions restarted = new Sanctions(time);
        JdbcStore store = new JdbcStore(
                restarted,
                () -> {
                    if (gone[0]) {
                        throw new SQLException("no route to host");
                    }
                    return database.open();
                },
                Runnable::run,
                time,
                metrics,
                loaded::addAll,
                nothing -> {});
        store.open(Duration.ofSeconds(1));
        restarted.impose(new Sanction(KEY, "vip", 0));
        store.changed(KEY);
        assertThat(store.isDurable()).isFalse();

        gone[0] = false;
        store.flush();

        assertThat(store.isDurable()).isTrue();
        Sanction other = new Sanction(OTHER_KEY, "5000", 0);
        assertThat(restarted.list(null)).containsExactlyInAnyOrder(new Sanction(KEY, "vip", 0), other);
        assertThat(loaded).as("who has come meanwhile has to be told").containsExactly(OTHER_KEY);
        Sanctions next = new Sanctions(time);
        new JdbcStore(next, database, Runnable::run, time, metrics, nobody -> {}, nothing -> {})
                .open(Duration.ofSeconds(1));
        assertThat(next.list(null)).containsExactlyInAnyOrder(new Sanction(KEY, "vip", 0), other);
    }

    @Test
    void brokenDatabase_isCountedAndTriedAgain_andStopsNobody() {
        JdbcStore store = store(() -> {
            throw new SQLException("no route to host");
        });

        store.open(Duration.ofSeconds(1));
        assertThat(store.isDurable()).isFalse();
        assertThat(metrics.value(Counter.STORE_FAILURES)).isEqualTo(1);

        store.changed(KEY);
        store.record(ENTRY);
        assertThat(metrics.value(Counter.STORE_FAILURES)).isEqualTo(3);
        assertThat(store.isDone()).isFalse();
        assertThatCode(() -> store.close(Duration.ofSeconds(1))).doesNotThrowAnyException();
    }

    @Test
    void actsThatCannotBeRead_areLeftOut_andStopNothing() throws SQLException {
        Connections database = h2("REGULAR");
        store(database).record(ENTRY);
        try (Connection connection = database.open()) {
            connection
                    .createStatement()
                    .execute("INSERT INTO danmaku_audit VALUES (1, 'eve', '', 'mute', 'no room!', '')");
            connection.createStatement().execute("ALTER TABLE danmaku_audit RENAME COLUMN origin TO elsewhere");
        }
        List<AuditEntry> read = new ArrayList<>();
        JdbcStore unreadable =
                new JdbcStore(sanctions, database, Runnable::run, time, metrics, nobody -> {}, read::addAll);
        unreadable.open(Duration.ofSeconds(1));
        impose(unreadable, new Sanction(KEY, "host", 0));
        assertThat(unreadable.isDurable()).isTrue();
        assertThat(read).isEmpty();

        try (Connection connection = database.open()) {
            connection.createStatement().execute("ALTER TABLE danmaku_audit RENAME COLUMN elsewhere TO origin");
        }
        new JdbcStore(sanctions, database, Runnable::run, time, metrics, nobody -> {}, read::addAll)
                .open(Duration.ofSeconds(1));

        assertThat(read).containsExactly(ENTRY);
    }

    @Test
    void driverThatFailsAsNoDriverShould_isABrokenDatabase() {
        JdbcStore store = store(() -> {
            throw new IllegalStateException("pool is gone");
        });

        assertThatCode(() -> store.changed(KEY)).doesNotThrowAnyException();
        assertThat(metrics.value(Counter.STORE_FAILURES)).isEqualTo(1);
    }

    @Test
    void whatWaits_isBounded_andWhatIsMoreIsCounted() {
        Queue<Runnable> never = new ArrayDeque<>();
        JdbcStore store =
                new JdbcStore(sanctions, JdbcStoreTest::none, never::add, time, metrics, nobody -> {}, nothing -> {});

        for (int i = 0; i < JdbcStore.RECORDS_MAX + 3; i++) {
            store.record(ENTRY);
        }
        for (int i = 0; i < JdbcStore.KEYS_MAX + 2; i++) {
            store.changed(new SanctionKey(Kind.MUTE_USER, null, "u" + i));
        }
        store.changed(new SanctionKey(Kind.MUTE_USER, null, "u0"));

        assertThat(metrics.value(Counter.STORE_DROPPED)).isEqualTo(5);
        assertThat(never).as("one task at a time").hasSize(1);
    }

    @Test
    void executorThatTakesNothing_isAskedAgain() {
        Queue<Runnable> taken = new ArrayDeque<>();
        boolean[] stopped = {true};
        JdbcStore store = new JdbcStore(
                sanctions,
                JdbcStoreTest::none,
                task -> {
                    if (stopped[0]) {
                        throw new RejectedExecutionException("stopped");
                    }
                    taken.add(task);
                },
                time,
                metrics,
                nobody -> {},
                nothing -> {});

        assertThatCode(() -> store.changed(KEY)).doesNotThrowAnyException();
        stopped[0] = false;
        store.flush();

        assertThat(taken).hasSize(1);
    }

    @Test
    void taskThatTheContainerLost_isMadeAgain_andRunsOnceIfItTurnsUp() throws SQLException {
        Queue<Runnable> taken = new ArrayDeque<>();
        JdbcStore store =
                new JdbcStore(sanctions, h2("REGULAR"), taken::add, time, metrics, nobody -> {}, nothing -> {});
        store.record(ENTRY);
        store.flush();
        assertThat(taken).hasSize(1);

        time.advanceMillis(2_001);
        store.flush();

        assertThat(taken).hasSize(2);
        taken.remove().run();
        assertThat(store.isDurable()).as("its place was taken").isFalse();
        taken.remove().run();
        assertThat(store.isDurable()).isTrue();
        assertThat(store.isDone()).isTrue();
    }

    private void impose(JdbcStore store, Sanction sanction) {
        sanctions.impose(sanction);
        store.changed(sanction.key());
    }

    /** A database of this test's own, in memory, that lives as long as the tests do. */
    private static Connections h2(String mode) {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;MODE=" + mode;
        return () -> DriverManager.getConnection(url);
    }

    private JdbcStore store(Connections connections) {
        return new JdbcStore(sanctions, connections, Runnable::run, time, metrics, nobody -> {}, nothing -> {});
    }

    private static Connection none() throws SQLException {
        throw new SQLException("none");
    }
}
