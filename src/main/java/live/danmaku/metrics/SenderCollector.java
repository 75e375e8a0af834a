package live.danmaku.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import live.danmaku.telemetry.Metrics;

/**
 * The viewers by the way that they are sent to, which are found out as they come.
 *
 * @param metrics where they are counted
 */
record SenderCollector(Metrics metrics) implements MultiCollector {

    @Override
    public MetricSnapshots collect() {
        GaugeSnapshot.Builder viewers = GaugeSnapshot.builder()
                .name("danmaku_viewers")
                .help("Viewers that are in a room now, by the way that they are sent to and the format.");
        for (Map.Entry<String, Long> sender : metrics.senders().entrySet()) {
            String[] wayAndFormat = sender.getKey().split(" ", 2);
            viewers.dataPoint(point(wayAndFormat[0], wayAndFormat[wayAndFormat.length - 1], sender.getValue()));
        }
        if (metrics.senders().isEmpty()) {
            viewers.dataPoint(point("none", "none", 0));
        }
        return MetricSnapshots.of(viewers.build());
    }

    private static GaugeDataPointSnapshot point(String way, String format, long viewers) {
        return GaugeDataPointSnapshot.builder()
                .labels(Labels.of("way", way, "format", format))
                .value((double) viewers)
                .build();
    }
}
