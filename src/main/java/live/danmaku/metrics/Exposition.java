package live.danmaku.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * Everything that is measured, as Prometheus' text format 0.0.4.
 *
 * <p>Cardinality: some 300 series, and five for each of the {@code danmaku.metrics.rooms} rooms with the most viewers, however many
 * rooms there are. A scrape costs one look at every viewer and two at every room.
 *
 * <p>Threading: any thread; scrapes come one after another.
 */
public final class Exposition implements AutoCloseable {

    /** What the text is, for HTTP. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @GuardedBy("this")
    private final Snapshot snapshot;

    public Exposition(Sources sources) {
        snapshot = new Snapshot(sources);
        new NodeMeters(registry, sources, snapshot).bind();
        registry.getPrometheusRegistry().register(new TimingCollector(sources.metrics()));
        registry.getPrometheusRegistry().register(new SenderCollector(sources.metrics()));
        registry.getPrometheusRegistry().register(new RoomCollector(sources.figures(), sources.settings()));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
    }

    /** The text as it is now. */
    public synchronized String scrape() {
        snapshot.take();
        return registry.scrape();
    }

    /** What there is, with its meaning: for the document that says so. */
    synchronized MetricSnapshots families() {
        snapshot.take();
        return registry.getPrometheusRegistry().scrape();
    }

    @Override
    public void close() {
        registry.close();
    }
}
