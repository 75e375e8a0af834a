package live.danmaku.transport;

/**
 * What is on its way to a viewer. Bytes are by what the viewer confirmed: right on every server, whatever a completed send
 * means there.
 *
 * @param bytes handed to the connection, and not known to have arrived
 * @param pingAgeNanos how long the last ping has been unanswered, 0 when it was answered
 * @param inFlight frames that the connection has been given and not completed: 0 or 1
 * @param waiting frames that wait for that: 0 or 1
 */
public record Backlog(long bytes, long pingAgeNanos, int inFlight, int waiting) {}
