package live.danmaku.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HistogramTest {

    private final Histogram histogram = new Histogram();

    @Test
    void record_atABound_countsUpToIt_andJustAboveItAboveIt() {
        histogram.record(TimeUnit.MILLISECONDS.toNanos(10));
        histogram.record(TimeUnit.MILLISECONDS.toNanos(10) + 1);

        Histogram.Reading reading = histogram.read();

        assertThat(reading.counts().get(reading.boundsMillis().indexOf(10L))).isEqualTo(1);
        assertThat(reading.counts().get(reading.boundsMillis().indexOf(20L))).isEqualTo(1);
        assertThat(reading.count()).isEqualTo(2);
        assertThat(reading.nanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(20) + 1);
    }

    @Test
    void record_beyondTheLastBound_andBelowNothing_isCounted() {
        histogram.record(TimeUnit.HOURS.toNanos(1));
        histogram.record(-5);

        Histogram.Reading reading = histogram.read();

        assertThat(reading.counts().get(0)).isEqualTo(1);
        assertThat(reading.counts().get(reading.counts().size() - 1)).isEqualTo(1);
        assertThat(reading.counts()).hasSize(reading.boundsMillis().size() + 1);
        assertThat(reading.nanos()).isEqualTo(TimeUnit.HOURS.toNanos(1));
    }
}
