package live.danmaku.transport;

/**
 * What is on its way to a viewer, by what the viewer confirmed: right on every server, whatever a completed send means
 * there.
 *
 * @param bytes handed to the connection, and not known to have arrived
 * @param pingAgeNanos how long the last ping has been unanswered, 0 when it was answered
 */
public record Backlog(long bytes, long pingAgeNanos) {}
