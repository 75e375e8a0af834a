package live.danmaku.metrics;

import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import live.danmaku.admin.Figures;
import live.danmaku.config.LiveSettings;
import live.danmaku.telemetry.Metrics;
import live.danmaku.wire.Compressor;

/**
 * What is exposed.
 *
 * @param figures of the node and its rooms
 * @param metrics the node's counters
 * @param compressor what batches are deflated with
 * @param queues how much waits in the queues that {@code figures} do not have
 * @param ready whether new viewers may be sent here
 * @param settings how many rooms have series of their own, and what is rejected
 */
public record Sources(
        Figures figures,
        Metrics metrics,
        Compressor compressor,
        SortedMap<String, LongSupplier> queues,
        BooleanSupplier ready,
        LiveSettings settings) {}
