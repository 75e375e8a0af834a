package live.danmaku.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import live.danmaku.MapSource;
import live.danmaku.admin.NodeControl.State;
import live.danmaku.admin.Readiness.Store;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Check;
import live.danmaku.model.ClusterStatus;
import live.danmaku.room.Drain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadinessTest {

    private final MapSource source = new MapSource();
    private final LiveSettings settings = new LiveSettings(source);
    private State state = State.OPEN;
    private Duration sinceTimer = Duration.ofMillis(400);
    private Store store = Store.WORKS;
    private @Nullable ClusterStatus cluster;
    private final Readiness readiness =
            new Readiness(new Node(), () -> sinceTimer, settings, () -> store, () -> cluster);

    @Test
    void isReady_nothingWrong_isSo() {
        assertThat(readiness.isReady()).isTrue();
        assertThat(readiness.checks()).allMatch(Check::up);
    }

    @ParameterizedTest
    @EnumSource(value = State.class, mode = EnumSource.Mode.EXCLUDE, names = "OPEN")
    void isReady_doorsAreShut_isNotSo(State shut) {
        state = shut;
        sinceTimer = Duration.ofHours(1);

        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.checks())
                .filteredOn(check -> !check.up())
                .singleElement()
                .returns("doors", Check::name);
    }

    @Test
    void isReady_timerStandsStill_isNotSo() {
        sinceTimer = Readiness.STUCK;

        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.checks()).contains(new Check("executor", false, true, "no timer ran for 10 s"));
    }

    @Test
    void isReady_rejectedConfigurationAndBrokenStore_isStillSo_andToldWithoutValues() {
        source.set("danmaku.window", "a secret that was written to the wrong place");
        settings.refresh();
        store = Store.BROKEN;

        assertThat(readiness.isReady()).isTrue();
        assertThat(readiness.checks())
                .filteredOn(check -> !check.up())
                .extracting(Check::name)
                .containsExactly("configuration", "store");
        assertThat(readiness.checks().toString()).contains("danmaku.window").doesNotContain("secret");
    }

    @Test
    void isReady_busDoesNotWork_isStillSo_andTold() {
        cluster = new ClusterStatus("n1", true, 0, 3, Map.of("n2", 7));
        assertThat(readiness.checks()).contains(new Check("cluster", true, false, "the bus works, other nodes: 1"));

        cluster = new ClusterStatus("n1", false, 12, 3, Map.of());

        assertThat(readiness.isReady()).isTrue();
        assertThat(readiness.checks())
                .filteredOn(check -> !check.up())
                .extracting(Check::name)
                .containsExactly("cluster");
    }

    /** A node in the state that the test says. */
    private final class Node implements NodeControl {

        @Override
        public State state() {
            return state;
        }

        @Override
        public Drain.Outcome drain() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean open() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void reload() {
            throw new UnsupportedOperationException();
        }
    }
}
