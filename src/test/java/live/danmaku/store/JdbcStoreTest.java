package live.danmaku.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import live.danmaku.ManualTime;
import live.danmaku.model.RoomId;
import live.danmaku.sanction.AuditEntry;
import live.danmaku.sanction.Kind;
import live.danmaku.sanction.SanctionKey;
import live.danmaku.sanction.Sanctions;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.junit.jupiter.api.Test;

/** What a database that does not work costs: {@code ActsIT} has one that does. */
class JdbcStoreTest {

    private static final SanctionKey KEY = SanctionKey.of(Kind.SILENCE, new RoomId("lobby"));
    private static final AuditEntry ENTRY = new AuditEntry(0, "host-1", "", "silence", null, "silence");

    private final ManualTime time = new ManualTime();
    private final Metrics metrics = new Metrics();
    private final Sanctions sanctions = new Sanctions(time);

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
        JdbcStore store = new JdbcStore(sanctions, JdbcStoreTest::none, never::add, time, metrics);

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
                metrics);

        assertThatCode(() -> store.changed(KEY)).doesNotThrowAnyException();
        stopped[0] = false;
        store.flush();

        assertThat(taken).hasSize(1);
    }

    private JdbcStore store(Connections connections) {
        return new JdbcStore(sanctions, connections, Runnable::run, time, metrics);
    }

    private static Connection none() throws SQLException {
        throw new SQLException("none");
    }
}
