package live.danmaku.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.stream.Stream;
import live.danmaku.telemetry.Histogram;
import live.danmaku.telemetry.Metrics;
import live.danmaku.telemetry.Timing;

/**
 * What is timed, as histograms. Micrometer's own timers cost several times what these counters do, ten thousand rooms' ticks a
 * second.
 *
 * @param metrics where it is counted
 */
record TimingCollector(Metrics metrics) implements MultiCollector {

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        for (Timing timing : Timing.values()) {
            all.metricSnapshot(family(timing, metrics.timing(timing).read()));
        }
        return all.build();
    }

    private static HistogramSnapshot family(Timing timing, Histogram.Reading reading) {
        List<Double> bounds = Stream.concat(
                        reading.boundsMillis().stream().map(millis -> millis / MILLIS),
                        Stream.of(Double.POSITIVE_INFINITY))
                .toList();
        return HistogramSnapshot.builder()
                .name(name(timing))
                .help(help(timing))
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, reading.counts()))
                        .sum(reading.nanos() / NANOS)
                        .build())
                .build();
    }

    private static String name(Timing timing) {
        return switch (timing) {
            case TICK_DELAY -> "danmaku_tick_delay_seconds";
            case TICK_DURATION -> "danmaku_tick_duration_seconds";
            case FANOUT_LAG -> "danmaku_fanout_lag_seconds";
            case RELAY_LAG -> "danmaku_relay_lag_seconds";
        };
    }

    private static String help(Timing timing) {
        return switch (timing) {
            case TICK_DELAY ->
                "How much later than due rooms' ticks began: what the server's executor makes them wait.";
            case TICK_DURATION ->
                "How long rooms' ticks took: merging, encoding, compressing, serving up to 64 viewers.";
            case FANOUT_LAG ->
                "From a window's end until its batch had been offered to the last of the room's viewers.";
            case RELAY_LAG ->
                "How much longer than that node's fastest message another node's messages were on the way over the bus.";
        };
    }
}
