package live.danmaku.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import live.danmaku.ManualTime;
import org.junit.jupiter.api.Test;

class PacerTest {

    private final ManualTime time = new ManualTime();
    private final Recorder work = new Recorder();
    private Duration window = Duration.ofSeconds(1);
    private long lateNanos;
    private final Pacer pacer = new Pacer(time, time, Rhythm.free(() -> window), work, late -> lateNanos = late);

    @Test
    void wake_afterAQuietWindow_runsAtOnce() {
        work.add();
        time.settle();

        assertThat(work.runs).containsExactly(0L);
    }

    @Test
    void wake_withinTheWindow_runsAtItsEnd() {
        work.add();
        time.settle();
        time.advanceMillis(300);
        work.add();
        work.add();
        time.advanceMillis(699);
        assertThat(work.runs).hasSize(1);
        time.advanceMillis(1);

        assertThat(work.runs).containsExactly(0L, 1_000L);
    }

    @Test
    void wake_allTheTime_runsOnceAWindow() {
        for (int i = 0; i < 4_999; i++) {
            work.add();
            time.advanceMillis(1);
        }

        assertThat(work.runs).containsExactly(0L, 1_000L, 2_000L, 3_000L, 4_000L);
    }

    @Test
    void run_nothingLeft_plansNothing() {
        work.add();
        time.advanceMillis(10_000);

        assertThat(time.plannedTasks()).isZero();
    }

    @Test
    void run_workThatComesMeanwhile_isPlannedForTheNextWindow() {
        work.duringRun = work::add;
        work.add();
        time.settle();
        work.duringRun = () -> {};
        time.advanceMillis(1_000);

        assertThat(work.runs).containsExactly(0L, 1_000L);
        assertThat(time.plannedTasks()).isZero();
    }

    @Test
    void run_thatThrows_doesNotEndThePacing() {
        work.duringRun = () -> {
            throw new IllegalStateException("broken");
        };
        work.add();
        time.settle();
        work.duringRun = () -> {};
        work.add();
        time.advanceMillis(1_000);

        assertThat(work.runs).containsExactly(0L, 1_000L);
    }

    @Test
    void window_changed_holdsForTheNextRun() {
        work.add();
        time.settle();
        window = Duration.ofMillis(200);
        work.add();
        time.advanceMillis(200);

        assertThat(work.runs).containsExactly(0L, 200L);
    }

    @Test
    void run_late_isTold() {
        work.duringRun = () -> time.advanceMillis(0);
        work.add();
        time.settle();

        assertThat(lateNanos).isZero();
    }

    @Test
    void rescue_planThatTheExecutorLost_runsAfterAll() {
        work.add();
        time.losePlannedTasks();
        time.advanceMillis(900);
        pacer.rescue();
        time.settle();
        assertThat(work.runs).as("not yet overdue").isEmpty();

        time.advanceMillis(100);
        pacer.rescue();
        pacer.rescue();
        time.settle();
        work.add();
        time.advanceMillis(1_000);

        assertThat(work.runs).containsExactly(1_000L, 2_000L);
    }

    @Test
    void rescue_planThatRunsLateAfterAll_runsOnce() {
        work.add();
        time.delayPlannedTasks(5_000);
        time.advanceMillis(1_000);
        pacer.rescue();
        time.advanceMillis(10_000);

        assertThat(work.runs).containsExactly(1_000L);
    }

    @Test
    void wake_executorThatIsShutDown_isHarmless() {
        time.shutdown();
        work.add();

        assertThat(work.runs).isEmpty();
    }

    /** Work that counts its runs, in milliseconds since the test began. */
    private final class Recorder implements Pacer.Work {

        private final long start = time.nanos();
        private final List<Long> runs = new ArrayList<>();
        private int waiting;
        private Runnable duringRun = () -> {};

        void add() {
            waiting++;
            pacer.wake();
        }

        @Override
        public boolean isWaiting() {
            return waiting > 0;
        }

        @Override
        public void run() {
            waiting = 0;
            runs.add((time.nanos() - start) / 1_000_000);
            duringRun.run();
        }
    }
}
