package live.danmaku.room;

import live.danmaku.model.RoomId;

/**
 * Where a danmaku was accepted.
 *
 * @param room the room
 * @param epoch the room's life
 * @param id number within the epoch
 */
public record Posted(RoomId room, String epoch, long id) {}
