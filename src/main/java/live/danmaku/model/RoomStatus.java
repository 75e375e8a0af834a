package live.danmaku.model;

import java.time.Duration;

/**
 * A room's figures at about one moment.
 *
 * @param room its name
 * @param epoch this life of the room
 * @param seq number of the last batch, 0 before the first
 * @param online viewers
 * @param window how long it gathers danmaku now
 * @param accepted danmaku accepted in this epoch
 * @param pending accepted danmaku that have not left yet
 * @param skipped frames left out for slow viewers in this epoch
 * @param history what it keeps of its recent batches
 */
public record RoomStatus(
        RoomId room,
        String epoch,
        long seq,
        int online,
        Duration window,
        long accepted,
        long pending,
        long skipped,
        History history) {

    /**
     * Recent batches that are kept for viewers that missed them.
     *
     * @param batches how many
     * @param bytes that they take
     */
    public record History(long batches, long bytes) {}

    /** Danmaku that left in a batch. */
    public long batched() {
        return accepted - pending;
    }
}
