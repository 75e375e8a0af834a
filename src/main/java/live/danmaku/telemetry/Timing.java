package live.danmaku.telemetry;

/** What is timed, once for a room's window, or a message of another node, at the most, and never for a viewer. */
public enum Timing {
    /** How much later a tick began than it was due. */
    TICK_DELAY,
    /** How long a tick took: merging, encoding, keeping, and serving a small audience. */
    TICK_DURATION,
    /** How long after its window's end a batch had been offered to the last of the room's viewers. */
    FANOUT_LAG,
    /** How much longer a message of another node was on its way than that node's fastest one. */
    RELAY_LAG
}
