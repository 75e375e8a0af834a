package live.danmaku.app;

import java.lang.management.ManagementFactory;
import live.danmaku.admin.Figures;
import live.danmaku.admin.Operations;
import live.danmaku.admin.Readiness;
import live.danmaku.config.LiveSettings;
import live.danmaku.encode.Decoder;
import live.danmaku.jmx.Beans;
import live.danmaku.metrics.Exposition;
import live.danmaku.metrics.Sources;
import live.danmaku.telemetry.Metrics;

/**
 * What administrators see and use, whichever way they come.
 *
 * <p>Threading: opened and closed once; then any thread.
 */
final class Administration implements AutoCloseable {

    private final Figures figures;
    private final Operations operations;
    private final Readiness readiness;
    private final Exposition exposition;
    private final Beans beans;

    Administration(String context, Sources sources, Operations operations, Readiness readiness, Decoder decoder) {
        this.figures = sources.figures();
        this.operations = operations;
        this.readiness = readiness;
        this.exposition = new Exposition(sources);
        LiveSettings settings = sources.settings();
        Metrics metrics = sources.metrics();
        this.beans = new Beans(
                ManagementFactory.getPlatformMBeanServer(),
                context,
                figures,
                operations,
                readiness,
                settings,
                metrics,
                decoder);
    }

    void open() {
        beans.open();
    }

    /** Looks which rooms are the busiest now. */
    void refresh() {
        beans.refresh();
    }

    @Override
    public void close() {
        beans.close();
        exposition.close();
    }

    Figures figures() {
        return figures;
    }

    Operations operations() {
        return operations;
    }

    Readiness readiness() {
        return readiness;
    }

    Exposition exposition() {
        return exposition;
    }
}
