package live.danmaku.transport;

/**
 * What a heartbeat tells those viewers of a room who have had everything.
 *
 * @param seq number of the newest batch that all viewers have been offered
 * @param message says so
 */
public record Pulse(long seq, String message) {}
