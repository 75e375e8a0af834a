package live.danmaku.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import live.danmaku.admin.Figures;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.CloseCode;
import live.danmaku.model.ClusterStatus;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.NodeStatus;
import live.danmaku.model.Omission;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import live.danmaku.wire.Compressor;

/**
 * The series of the node as a whole: functions that are asked when somebody scrapes.
 *
 * @param registry where they are registered; it does not keep what they are functions of
 * @param sources what is counted
 * @param snapshot what is measured
 */
record NodeMeters(MeterRegistry registry, Sources sources, Snapshot snapshot) {

    void bind() {
        bindCounters();
        bindDanmaku();
        bindState();
        bindCluster();
        bindMemory();
    }

    private void bindCounters() {
        Metrics metrics = sources.metrics();
        for (Counter counter : Counter.values()) {
            Meter meter = Meter.of(counter);
            counter(meter.name(), meter.help(), meter.tags(), metrics, counted -> counted.value(counter));
        }
        for (ErrorCode code : ErrorCode.values()) {
            counter(
                    "danmaku.refused",
                    "What was refused, by the code that the client was told (docs/protocol.md).",
                    Tags.of("code", code.code()),
                    metrics,
                    counted -> counted.refusals(code));
        }
        for (CloseCode code : CloseCode.values()) {
            counter(
                    "danmaku.closes",
                    "Connections that the server closed, by the WebSocket close code and the server's reason.",
                    Tags.of(
                            "code",
                            Integer.toString(code.code()),
                            "reason",
                            code.name().toLowerCase(Locale.ROOT)),
                    metrics,
                    counted -> counted.closes(code));
        }
        Compressor compressor = sources.compressor();
        counter(
                "danmaku.deflate.input.bytes",
                "Bytes of batches that were compressed.",
                compressor,
                Compressor::bytesIn);
        counter("danmaku.deflate.output.bytes", "Bytes that were left of them.", compressor, Compressor::bytesOut);
    }

    private void bindDanmaku() {
        of("danmaku.accepted", "Danmaku accepted.", node -> node.balance().accepted());
        of(
                "danmaku.batched",
                "Accepted danmaku that are items of a batch.",
                node -> node.balance().batched());
        of(
                "danmaku.combined",
                "Accepted danmaku that are shown by an item of somebody else's that says the same.",
                node -> node.balance().combined());
        of(
                "danmaku.lost",
                "Accepted danmaku in batches that could not be made: 0 unless the server has a fault.",
                node -> node.balance().lost());
        for (Omission reason : Omission.values()) {
            counter(
                    "danmaku.thinned",
                    "Accepted danmaku that were left out of their batch: more than the room shows (rate), or taken back by a"
                            + " moderator (recalled).",
                    Tags.of("reason", reason.wireName()),
                    snapshot,
                    taken -> taken.node().balance().thinned().getOrDefault(reason, 0L));
        }
    }

    private void bindState() {
        gauge("danmaku.rooms", "Rooms that exist now.", NodeStatus::rooms);
        queue("window", snapshot, taken -> taken.node().balance().pending());
        queue("outbox", snapshot, taken -> taken.node().frames().waiting());
        sources.queues().forEach((name, waiting) -> queue(name, waiting, LongSupplier::getAsLong));
        gauge(
                "danmaku.ready",
                "1 where new viewers may be sent here, 0 where the node is drained, suspended or stuck (/health/ready).",
                Tags.empty(),
                sources,
                now -> now.ready().getAsBoolean() ? 1 : 0);
        gauge(
                "danmaku.config.rejected",
                "Configured values that break their rule, so that another one holds; the log and the MBean name them.",
                Tags.empty(),
                sources.settings(),
                (LiveSettings settings) -> settings.rejected().size());
    }

    private void bindCluster() {
        gauge(
                "danmaku.cluster.connected",
                "1 where the bus takes and delivers messages, or this node is alone; 0 where the other nodes cannot be told.",
                Tags.empty(),
                sources.figures(),
                now -> status(now).map(ClusterStatus::connected).orElse(true) ? 1 : 0);
        gauge(
                "danmaku.cluster.peers",
                "Other nodes that have been heard of in the last seconds.",
                Tags.empty(),
                sources.figures(),
                now -> status(now).map(found -> found.peers().size()).orElse(0));
        queue(
                "relay",
                sources.figures(),
                now -> status(now).map(ClusterStatus::waiting).orElse(0));
    }

    private static Optional<ClusterStatus> status(Figures figures) {
        return Optional.ofNullable(figures.cluster());
    }

    private void bindMemory() {
        gauge(
                "danmaku.unconfirmed.bytes",
                "Bytes handed to viewers' connections and not known to have arrived.",
                node -> node.backlog().bytes());
        gauge(
                "danmaku.unconfirmed.largest.bytes",
                "The same of the viewer that has the most.",
                node -> node.backlog().largest());
        gauge(
                "danmaku.ping.oldest.seconds",
                "How long the ping that has waited longest for its answer has waited.",
                node -> node.backlog().oldestPingMs() / 1_000.0);
        gauge(
                "danmaku.frames.in.flight",
                "Frames given to connections that have not completed them.",
                node -> node.frames().inFlight());
        String buffers =
                "Memory outside the heap for frames: that somebody may still be sent (used), or kept for later (idle).";
        gauge(
                "danmaku.buffers.bytes",
                buffers,
                Tags.of("state", "used"),
                snapshot,
                taken -> taken.node().buffers().inUse());
        gauge(
                "danmaku.buffers.bytes",
                buffers,
                Tags.of("state", "idle"),
                snapshot,
                taken -> taken.node().buffers().idle());
        gauge(
                "danmaku.history.batches",
                "Batches that rooms keep for viewers that come back.",
                node -> node.history().batches());
        gauge(
                "danmaku.history.bytes",
                "Bytes of those batches.",
                node -> node.history().bytes());
    }

    private <T> void queue(String name, T object, ToDoubleFunction<T> value) {
        gauge(
                "danmaku.queued",
                "What waits now: danmaku for their window's end (window), danmaku for a moderator (review), frames for viewers"
                        + " whose connection is busy (outbox), writes for the data source (store), messages for other nodes (relay).",
                Tags.of("queue", name),
                object,
                value);
    }

    private void of(String name, String help, ToDoubleFunction<NodeStatus> value) {
        counter(name, help, snapshot, taken -> value.applyAsDouble(taken.node()));
    }

    private <T> void counter(String name, String help, T object, ToDoubleFunction<T> value) {
        counter(name, help, Tags.empty(), object, value);
    }

    private <T> void counter(String name, String help, Tags tags, T object, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, object, value)
                .description(help)
                .tags(tags)
                .register(registry);
    }

    private void gauge(String name, String help, ToDoubleFunction<NodeStatus> value) {
        gauge(name, help, Tags.empty(), snapshot, taken -> value.applyAsDouble(taken.node()));
    }

    private <T> void gauge(String name, String help, Tags tags, T object, ToDoubleFunction<T> value) {
        Gauge.builder(name, object, value)
                .description(help)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }
}
