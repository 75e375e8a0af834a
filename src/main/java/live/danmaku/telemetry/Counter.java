package live.danmaku.telemetry;

import java.util.Locale;

/** What is counted, since the deployment. */
public enum Counter {
    /** Batches made. */
    BATCHES,
    /** Batches that left later than a quarter of a window after they were due. */
    LATE_BATCHES,
    /** Window ends at which a room's viewers were still being offered the batch before. */
    TICKS_PUT_OFF,
    /** Frames that viewers were offered, each viewer for itself, from its greeting on. */
    FRAMES_OFFERED,
    /** Frames that a viewer's connection took. */
    FRAMES_SENT,
    /** Frames left out because a viewer's connection was busy. */
    FRAMES_SKIPPED,
    /** Frames from a room's history that viewers asked for, when they came or later. */
    FRAMES_RECOVERED,
    /** Viewers that came back and got everything that they had missed. */
    RECOVERED,
    /** Viewers that came back and for whom the history did not reach back far enough, or was another epoch's. */
    NOT_RECOVERED,
    /** Frames that were waiting or on their way when a viewer's connection ended. */
    FRAMES_FAILED_CLOSED,
    /** Frames that a viewer's connection refused or broke at. */
    FRAMES_FAILED_ERROR,
    /** Looks at the node's frames at which some were unaccounted for. */
    FRAMES_UNBALANCED,
    /** Bytes of messages handed to viewers' connections, uncounted what the container adds; characters of answers. */
    BYTES_SENT,
    /** Frames and answers that could not be sent. */
    SEND_FAILURES,
    /** Viewers that joined a room. */
    JOINED,
    /** Viewers that left a room. */
    LEFT,
    /** Connections that the server ended because the client did not read. */
    CLOSED_SLOW,
    /** Connections that the server ended because what was to be sent waited too long. */
    CLOSED_STUCK,
    /** Connections that the server ended because pings were not answered. */
    CLOSED_DEAD,
    /** Viewers that a heartbeat found idle, but behind their room. */
    DELIVERIES_LOST,
    /** What moderators did. */
    ACTS,
    /** Writes to the data source that failed, and are tried again. */
    STORE_FAILURES,
    /** Records of acts that the data source did not take before too many waited: the log has them. */
    STORE_DROPPED,
    /** Posts that the application's moderator did not decide on in time. */
    MODERATOR_LATE,
    /** Posts at which the application's moderator failed. */
    MODERATOR_FAILED,
    /** Events that an application was too slow to be told of, each application for itself. */
    LISTENER_MISSED,
    /** Calls at which an application failed that was told what happened. */
    LISTENER_FAILED,
    /** Posts that were held until a moderator decides. */
    HELD,
    /** Held posts on which nobody decided in time. */
    HELD_TIMED_OUT,
    /** Rooms whose accepted danmaku did not add up. */
    IMBALANCES,
    /** Messages that the bus took from this node. */
    RELAY_SENT,
    /** Their bytes. */
    RELAY_BYTES_SENT,
    /** Messages for other nodes that were given up, because the bus took nothing. */
    RELAY_DROPPED,
    /** Messages that came from other nodes. */
    RELAY_RECEIVED,
    /** Their bytes. */
    RELAY_BYTES_RECEIVED,
    /** Messages on the bus that were not taken: foreign, forged, of another version, or from a node with this one's name. */
    RELAY_REFUSED,
    /** Danmaku of other nodes that rooms here took in. */
    RELAYED,
    /** Danmaku of other nodes that came a second time, and were not taken. */
    RELAYED_TWICE,
    /** Danmaku of other nodes that are known not to have come, or for which a room here had no place. */
    RELAYED_MISSED,
    /** Faults of ours while handling a connection. */
    FAULTS;

    /** Its name in figures: small letters and hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
