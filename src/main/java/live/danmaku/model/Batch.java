package live.danmaku.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A window's danmaku of one room, as its viewers see them.
 *
 * @param room where they were posted
 * @param epoch the life of the room that {@code seq} and the items' ids count within
 * @param seq number of this batch within the epoch, from 1
 * @param online viewers in the room when the batch left
 * @param items at least one, in growing order of id
 * @param last id of the last danmaku that was accepted in the window, whether or not it is among the items
 * @param senders of items that stand for several danmaku by several people, by id: how many people, at least 2
 * @param combined danmaku that items of others stand for
 * @param omitted danmaku that were left out, by reason, in growing order of id; no reason without one
 */
public record Batch(
        RoomId room,
        String epoch,
        long seq,
        int online,
        List<Danmaku> items,
        long last,
        Map<Long, Integer> senders,
        int combined,
        Map<Omission, List<Danmaku>> omitted) {

    public Batch {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one danmaku");
        }
        senders = Map.copyOf(senders);
        omitted = omitted.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(omitted));
    }

    /** A batch in which everything is an item. */
    public Batch(RoomId room, String epoch, long seq, int online, List<Danmaku> items) {
        this(
                room,
                epoch,
                seq,
                online,
                items,
                items.isEmpty() ? 0 : lastOf(items).id(),
                Map.of(),
                0,
                Map.of());
    }

    /** How many people said what this item says. */
    public int senders(Danmaku item) {
        return senders.getOrDefault(item.id(), 1);
    }

    private static Danmaku lastOf(List<Danmaku> items) {
        return items.get(items.size() - 1);
    }
}
