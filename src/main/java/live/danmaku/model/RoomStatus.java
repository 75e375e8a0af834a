package live.danmaku.model;

import java.time.Duration;

/**
 * A room's figures at about one moment.
 *
 * @param room its name
 * @param epoch this life of the room
 * @param seq number of the last batch, 0 before the first
 * @param online viewers on this node
 * @param watching viewers on all nodes, as far as these have said so
 * @param window how long it gathers danmaku now
 * @param balance what became of the danmaku accepted in this epoch
 * @param skipped frames left out for slow viewers in this epoch
 * @param history what it keeps of its recent batches
 */
public record RoomStatus(
        RoomId room,
        String epoch,
        long seq,
        int online,
        int watching,
        Duration window,
        Balance balance,
        long skipped,
        History history) {

    /**
     * Recent batches that are kept for viewers that missed them.
     *
     * @param batches how many
     * @param bytes that they take
     */
    public record History(long batches, long bytes) {}
}
