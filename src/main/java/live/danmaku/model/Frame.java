package live.danmaku.model;

/**
 * A batch encoded for one wire format: made once, shared by all viewers.
 *
 * @param seq the batch's number within the room's epoch
 * @param text the JSON message
 */
public record Frame(long seq, String text) {}
