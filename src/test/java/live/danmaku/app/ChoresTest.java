package live.danmaku.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import live.danmaku.ManualTime;
import org.junit.jupiter.api.Test;

class ChoresTest {

    private final ManualTime time = new ManualTime();
    private final Chores chores = new Chores(time, time, Duration.ofMillis(50));

    @Test
    void run_eachChore_keepsItsOwnPeriod() {
        AtomicInteger fast = new AtomicInteger();
        AtomicInteger slow = new AtomicInteger();
        chores.every(Duration.ofMillis(500), "fast", fast::incrementAndGet);
        chores.every(Duration.ofSeconds(5), "slow", slow::incrementAndGet);

        for (int i = 0; i < 100; i++) {
            time.advanceMillis(100);
            chores.run();
        }

        assertThat(fast).hasValue(20);
        assertThat(slow).hasValue(2);
    }

    @Test
    void run_periodThatTheGrainDoesNotDivide_isKeptOnAverage() {
        AtomicInteger runs = new AtomicInteger();
        chores.every(Duration.ofNanos(62_500_000), "beat", runs::incrementAndGet);

        for (int i = 0; i < 200; i++) {
            time.advanceMillis(50);
            chores.run();
        }

        assertThat(runs).hasValue(160);
    }

    @Test
    void behind_handsTasksToTheExecutorWithThePulse_atOnceWhereNoTimerRuns_andTheLastWhenItStops() {
        List<String> done = new ArrayList<>();
        Executor behind = chores.behind(Runnable::run);

        behind.execute(() -> done.add("before"));
        assertThat(done).containsExactly("before");

        chores.start();
        behind.execute(() -> done.add("with the pulse"));
        assertThat(done).containsExactly("before");
        chores.run();
        assertThat(done).containsExactly("before", "with the pulse");

        behind.execute(() -> {
            throw new IllegalStateException("broken");
        });
        behind.execute(() -> done.add("when it stops"));
        chores.stop();
        assertThat(done).containsExactly("before", "with the pulse", "when it stops");
    }

    @Test
    void run_afterALongPause_isNotMadeUpFor() {
        AtomicInteger runs = new AtomicInteger();
        chores.every(Duration.ofMillis(100), "beat", runs::incrementAndGet);
        time.advanceMillis(60_000);

        for (int i = 0; i < 10; i++) {
            chores.run();
        }

        assertThat(runs).hasValue(1);
    }

    @Test
    void run_choreThatFails_doesNotStopTheOthers() {
        AtomicInteger runs = new AtomicInteger();
        chores.every(Duration.ofMillis(100), "broken", () -> {
            throw new IllegalStateException("broken");
        });
        chores.every(Duration.ofMillis(100), "fine", runs::incrementAndGet);

        for (int i = 0; i < 3; i++) {
            time.advanceMillis(100);
            chores.run();
        }

        assertThat(runs).hasValue(3);
    }

    @Test
    void check_timerThatStandsStill_isStartedAgain() {
        AtomicInteger runs = new AtomicInteger();
        chores.every(Duration.ofSeconds(1), "chore", runs::incrementAndGet);
        chores.start();
        time.advanceMillis(2_500);
        assertThat(runs).hasValue(2);

        time.losePlannedTasks();
        time.advanceMillis(2_000);
        chores.check();
        time.advanceMillis(2_000);
        assertThat(runs).as("a pause is not yet standing still").hasValue(2);
        chores.check();
        chores.check();
        time.advanceMillis(3_000);

        assertThat(runs).hasValueGreaterThanOrEqualTo(4);
        assertThat(time.plannedTasks()).isEqualTo(1);
    }

    @Test
    void check_afterTheStop_startsNothing() {
        chores.start();
        chores.stop();
        time.losePlannedTasks();
        time.advanceMillis(10_000);
        chores.check();

        assertThat(time.plannedTasks()).isZero();
    }
}
