package live.danmaku.model;

import java.util.List;

/**
 * A window's danmaku of one room.
 *
 * @param room where they were posted
 * @param epoch the life of the room that {@code seq} and the items' ids count within
 * @param seq number of this batch within the epoch, from 1
 * @param online viewers in the room when the batch left
 * @param items at least one, in growing order of id
 */
public record Batch(RoomId room, String epoch, long seq, int online, List<Danmaku> items) {

    public Batch {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one danmaku");
        }
    }
}
