package live.danmaku.jmx;

import live.danmaku.model.Balance;
import live.danmaku.model.RoomStatus;

/**
 * A room's figures as JMX shows them.
 *
 * @param name its id
 * @param epoch this life of the room
 * @param viewers now
 * @param batches made in this life
 * @param accepted danmaku in this life
 * @param pending danmaku that wait now
 * @param thinned danmaku left out in this life
 * @param skippedFrames left out for slow viewers in this life
 * @param windowMillis how long it gathers danmaku now
 */
public record RoomRow(
        String name,
        String epoch,
        int viewers,
        long batches,
        long accepted,
        long pending,
        long thinned,
        long skippedFrames,
        long windowMillis) {

    static RoomRow of(RoomStatus room) {
        Balance balance = room.balance();
        return new RoomRow(
                room.room().value(),
                room.epoch(),
                room.online(),
                room.seq(),
                balance.accepted(),
                balance.pending(),
                Balance.total(balance.thinned()),
                room.skipped(),
                room.window().toMillis());
    }
}
