package live.danmaku.metrics;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import live.danmaku.telemetry.Counter;

/**
 * What a counter is called in Prometheus, and what it means. The table in {@code docs/metrics.md} is tested against these texts.
 *
 * @param name in dots, as Micrometer has it; it ends with {@code _total} in Prometheus
 * @param help what one more of it means
 * @param tags what tells it from others of the same name
 */
record Meter(String name, String help, Tags tags) {

    private static final String FAILED = "Frames that were waiting or on their way when the viewer's connection ended"
            + " (closed), or that the connection refused or broke at (error).";
    private static final String MODERATOR =
            "Posts on which the application's moderator did not decide in time (late), or at which it failed (failed).";
    private static final String LISTENER =
            "Events that an application on the server was too slow to be told of (missed), and calls at which it failed (failed).";
    private static final String RETURNED =
            "Viewers that came back and got everything that they had missed (whole), or for"
                    + " whom the history did not reach back far enough or was another epoch's (gap).";
    private static final String ENDED =
            "Connections that the server ended because the client did not read (slow), what was to"
                    + " be sent waited too long (stuck), or pings were not answered (dead); they are in danmaku_closes_total too.";
    private static final String MESSAGES =
            "Messages that the bus took from this node (sent), or that came from other nodes (received).";
    private static final String BYTES = "Bytes of the messages on the bus, compressed.";
    private static final String RELAYED =
            "Danmaku that other nodes accepted: put into rooms here (taken), here already (repeated), or known not to have come, for"
                    + " want of place here or there or because they were lost on the way (missed).";
    private static final String UNACCOUNTED =
            "Lives of rooms whose accepted danmaku did not add up (danmaku), and looks at the node's frames at which some were"
                    + " unaccounted for (frames): 0 unless the server has a fault.";

    private Meter(String name, String help) {
        this(name, help, Tags.empty());
    }

    private Meter(String name, String help, String key, String value) {
        this(name, help, Tags.of(Tag.of(key, value)));
    }

    static Meter of(Counter counter) {
        return switch (counter) {
            case BATCHES ->
                new Meter("danmaku.batches", "Batches made: one for a room's window in which something was said.");
            case LATE_BATCHES ->
                new Meter(
                        "danmaku.batches.late",
                        "Batches whose tick began more than a quarter of the window after it was due.");
            case TICKS_PUT_OFF ->
                new Meter(
                        "danmaku.ticks.put.off",
                        "Window ends at which a room's viewers were still being offered the batch before, so that the next"
                                + " window's batch has both windows' danmaku.");
            case FRAMES_OFFERED ->
                new Meter("danmaku.frames.offered", "Frames that viewers were offered, each viewer for itself.");
            case FRAMES_SENT -> new Meter("danmaku.frames.sent", "Frames that a viewer's connection took.");
            case FRAMES_SKIPPED ->
                new Meter(
                        "danmaku.frames.skipped",
                        "Frames left out for a newer one because a viewer's connection was busy; the viewer is told.");
            case FRAMES_RECOVERED ->
                new Meter(
                        "danmaku.frames.recovered",
                        "Frames out of a room's history, for viewers that had missed them.");
            case RECOVERED -> new Meter("danmaku.returns", RETURNED, "outcome", "whole");
            case NOT_RECOVERED -> new Meter("danmaku.returns", RETURNED, "outcome", "gap");
            case FRAMES_FAILED_CLOSED -> new Meter("danmaku.frames.failed", FAILED, "reason", "closed");
            case FRAMES_FAILED_ERROR -> new Meter("danmaku.frames.failed", FAILED, "reason", "error");
            case FRAMES_UNBALANCED -> new Meter("danmaku.unaccounted", UNACCOUNTED, "of", "frames");
            case IMBALANCES -> new Meter("danmaku.unaccounted", UNACCOUNTED, "of", "danmaku");
            case BYTES_SENT ->
                new Meter(
                        "danmaku.sent.bytes",
                        "Bytes of messages handed to viewers' connections, without what the container or TLS adds;"
                                + " characters, not bytes, of what is sent to one viewer only.");
            case SEND_FAILURES -> new Meter("danmaku.send.failures", "Frames and answers that could not be sent.");
            case JOINED -> new Meter("danmaku.joins", "Viewers that joined a room.");
            case LEFT -> new Meter("danmaku.leaves", "Viewers that left a room.");
            case CLOSED_SLOW -> new Meter("danmaku.ended", ENDED, "reason", "slow");
            case CLOSED_STUCK -> new Meter("danmaku.ended", ENDED, "reason", "stuck");
            case CLOSED_DEAD -> new Meter("danmaku.ended", ENDED, "reason", "dead");
            case DELIVERIES_LOST ->
                new Meter(
                        "danmaku.deliveries.lost",
                        "Viewers that a heartbeat found idle, but behind their room: 0 unless the server has a fault.");
            case ACTS -> new Meter("danmaku.acts", "What moderators and operators did.");
            case STORE_FAILURES ->
                new Meter("danmaku.store.failures", "Writes to the data source that failed, and are tried again.");
            case STORE_DROPPED ->
                new Meter(
                        "danmaku.store.dropped",
                        "Records of acts that the data source did not take before too many waited: the log has them.");
            case MODERATOR_LATE -> new Meter("danmaku.moderator.trouble", MODERATOR, "reason", "late");
            case MODERATOR_FAILED -> new Meter("danmaku.moderator.trouble", MODERATOR, "reason", "failed");
            case LISTENER_MISSED -> new Meter("danmaku.listener.trouble", LISTENER, "reason", "missed");
            case LISTENER_FAILED -> new Meter("danmaku.listener.trouble", LISTENER, "reason", "failed");
            case HELD -> new Meter("danmaku.held", "Posts that were held until a moderator decides.");
            case HELD_TIMED_OUT -> new Meter("danmaku.held.timed.out", "Held posts on which nobody decided in time.");
            case RELAY_SENT -> new Meter("danmaku.relay.messages", MESSAGES, "direction", "sent");
            case RELAY_RECEIVED -> new Meter("danmaku.relay.messages", MESSAGES, "direction", "received");
            case RELAY_BYTES_SENT -> new Meter("danmaku.relay.bytes", BYTES, "direction", "sent");
            case RELAY_BYTES_RECEIVED -> new Meter("danmaku.relay.bytes", BYTES, "direction", "received");
            case RELAY_DROPPED ->
                new Meter(
                        "danmaku.relay.dropped",
                        "Messages for other nodes that were given up, because the bus took nothing for too long.");
            case RELAY_REFUSED ->
                new Meter(
                        "danmaku.relay.refused",
                        "Messages on the bus that were ignored: foreign, forged, of another version, or from a node with this"
                                + " one's name.");
            case RELAYED -> new Meter("danmaku.relay.danmaku", RELAYED, "outcome", "taken");
            case RELAYED_TWICE -> new Meter("danmaku.relay.danmaku", RELAYED, "outcome", "repeated");
            case RELAYED_MISSED -> new Meter("danmaku.relay.danmaku", RELAYED, "outcome", "missed");
            case FAULTS ->
                new Meter(
                        "danmaku.faults",
                        "Faults of the server's own while handling a connection or a request; each is in the log.");
        };
    }
}
