package live.danmaku.room;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import live.danmaku.cluster.Relay;
import live.danmaku.config.LiveSettings;
import live.danmaku.encode.Encoder;
import live.danmaku.history.Kept;
import live.danmaku.merge.Merger;
import live.danmaku.model.TimeSource;
import live.danmaku.sanction.Sanctions;
import live.danmaku.telemetry.Metrics;

/**
 * What all rooms of a node share.
 *
 * @param settings windows, bounds, shards
 * @param time the clocks
 * @param timer runs the ticks; the container's in a server
 * @param fanout serves large audiences whose viewers have no thread of their own; the container's in a server
 * @param merger a window's danmaku to a batch
 * @param encoder a batch to a frame
 * @param kept what all rooms keep of their recent batches
 * @param sanctions what moderators have laid down
 * @param metrics the node's counters
 * @param listener is told what happens in rooms
 * @param relay the other nodes
 */
public record RoomContext(
        LiveSettings settings,
        TimeSource time,
        ScheduledExecutorService timer,
        Executor fanout,
        Merger merger,
        Encoder encoder,
        Kept kept,
        Sanctions sanctions,
        Metrics metrics,
        RoomListener listener,
        Relay relay) {}
