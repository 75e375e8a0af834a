package live.danmaku.tool.sim;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import live.danmaku.tool.load.Options;

/** What the things that happen on a node cost, made of the {@link UnitCost}s. Times are microseconds, sizes bytes. */
final class Costs {
    private static final double HEARTBEAT_SECONDS = 30;
    private static final double CORES_OF_THE_MEASUREMENT = 2;
    private static final int VIEWERS_OF_A_SMALL_ROOM = 10;
    private static final double MICROS = 1e6;

    private final Map<UnitCost, Double> values = new EnumMap<>(UnitCost.class);
    private final Curve frameMicros;
    private final Curve frameBytes;
    private final Curve batchMicros;

    /** @param given {@code cost.KEY} in place of a unit cost */
    Costs(Options given) {
        for (UnitCost cost : UnitCost.values()) {
            values.put(cost, given.number("cost." + cost.key(), cost.value(), 0));
        }
        frameMicros = new Curve(
                235, of(UnitCost.FRAME_235),
                4_904, of(UnitCost.FRAME_4904),
                24_732, of(UnitCost.FRAME_24732),
                97_547, of(UnitCost.FRAME_97547));
        frameBytes = new Curve(
                1, of(UnitCost.BYTES_1),
                10, 10 * of(UnitCost.BYTES_10),
                50, 50 * of(UnitCost.BYTES_50),
                100, 100 * of(UnitCost.BYTES_100),
                1_000, 1_000 * of(UnitCost.BYTES_1000));
        batchMicros = new Curve(
                1, of(UnitCost.ENCODE_1),
                50, of(UnitCost.ENCODE_50) + of(UnitCost.DEFLATE_50),
                1_000, of(UnitCost.ENCODE_1000) + of(UnitCost.DEFLATE_1000));
    }

    double of(UnitCost cost) {
        return Objects.requireNonNull(values.get(cost));
    }

    /** A frame with so many danmaku, its WebSocket header included. */
    double frameBytes(int danmaku) {
        return frameBytes.at(danmaku);
    }

    /** The same with the headers of its packets. */
    double wireBytes(double payload) {
        return payload + Math.ceil(payload / of(UnitCost.PACKET_PAYLOAD)) * of(UnitCost.PACKET_HEADER);
    }

    /** To send a frame of so many bytes to one viewer, heartbeats and collections included, as they were measured. */
    double frameMicros(double bytes) {
        return frameMicros.at(bytes);
    }

    /** A room's window with so many danmaku on a node, whoever watches: tick, merge, encoding and compression. */
    double roomMicros(int danmaku) {
        double tick = (of(UnitCost.SMALL_ROOM) - of(UnitCost.FRAME_235)) * VIEWERS_OF_A_SMALL_ROOM;
        return Math.max(0, tick) + batchMicros.at(danmaku);
    }

    double postMicros() {
        return of(UnitCost.POST_SOCKET) + of(UnitCost.POST_LIMITS) + of(UnitCost.POST_RULES);
    }

    double joinMicros() {
        return CORES_OF_THE_MEASUREMENT * MICROS / of(UnitCost.HANDSHAKES);
    }

    /** Of a viewer in a second. */
    double heartbeatMicros() {
        return of(UnitCost.HEARTBEAT) / HEARTBEAT_SECONDS;
    }

    /** What a node with so many viewers takes. */
    double memoryBytes(int viewers) {
        double inUse = viewers * of(UnitCost.VIEWER_BYTES) + of(UnitCost.HISTORY_BYTES);
        return of(UnitCost.SERVER_MB) * 1e6 + inUse * of(UnitCost.HEAP_ROOM) + viewers * of(UnitCost.SOCKET_BYTES);
    }
}
