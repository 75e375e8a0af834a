package live.danmaku.client;

/**
 * A CDI event: a room is gone, because it was idle or because the server ends.
 *
 * @param room the room's id
 * @param epoch the life of it that has ended
 */
public record RoomClosed(String room, String epoch) {}
