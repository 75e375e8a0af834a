package live.danmaku.client;

/**
 * A CDI event: a room has appeared on this server, with its first viewer or danmaku.
 *
 * @param room the room's id
 * @param epoch this life of it
 */
public record RoomOpened(String room, String epoch) {}
