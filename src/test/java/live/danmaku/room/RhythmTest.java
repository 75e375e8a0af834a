package live.danmaku.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import live.danmaku.ManualTime;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private final ManualTime time = new ManualTime();
    private Duration lead = Duration.ZERO;
    private final Rhythm aligned = Rhythm.aligned(() -> Duration.ofSeconds(1), () -> lead, time);

    @Test
    void aligned_afterAQuietWindow_isNow() {
        time.advanceMillis(300);

        assertThat(waitMillis(1_000)).isZero();
        assertThat(waitMillis(5_000)).isZero();
    }

    @Test
    void aligned_elseAtTheNextFullSecond_butNotBeforeHalfAWindow() {
        time.advanceMillis(300);
        assertThat(waitMillis(0)).isEqualTo(700);
        assertThat(waitMillis(100)).isEqualTo(700);

        time.advanceMillis(400);
        assertThat(waitMillis(0)).as("the next one is too near").isEqualTo(1_300);
        assertThat(waitMillis(400)).isEqualTo(300);
    }

    @Test
    void aligned_rightAtTheEnd_isTheNextEnd() {
        assertThat(waitMillis(0)).isEqualTo(1_000);
        assertThat(waitMillis(999)).isZero();
    }

    @Test
    void aligned_withALead_isSoMuchEarlier_butHalfAWindowAtMost() {
        lead = Duration.ofMillis(100);
        time.advanceMillis(300);
        assertThat(waitMillis(0)).isEqualTo(600);

        lead = Duration.ofSeconds(5);
        assertThat(waitMillis(0)).isEqualTo(1_200);
    }

    private long waitMillis(long sinceLastRun) {
        long now = time.nanos();
        return TimeUnit.NANOSECONDS.toMillis(aligned.due(now, now - TimeUnit.MILLISECONDS.toNanos(sinceLastRun)) - now);
    }
}
