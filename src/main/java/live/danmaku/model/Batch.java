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
 * @param at when its first item was accepted, or, where it has none, when it was made; milliseconds since
 *     1970-01-01T00:00:00Z
 * @param items at least one, or none where moderators did something, in growing order of id
 * @param last id of the last danmaku that was accepted in the window, whether or not it is among the items
 * @param senders of items that stand for several danmaku by several people, by id: how many people, at least 2
 * @param combined danmaku that items of others stand for
 * @param omitted danmaku that were left out, by reason, in growing order of id; no reason without one
 * @param acts what moderators did
 * @param relayed what of it was accepted on other nodes
 */
public record Batch(
        RoomId room,
        String epoch,
        long seq,
        int online,
        long at,
        List<Danmaku> items,
        long last,
        Map<Long, Integer> senders,
        int combined,
        Map<Omission, List<Danmaku>> omitted,
        Acts acts,
        Relayed relayed) {

    public Batch {
        items = List.copyOf(items);
        if (items.isEmpty() && acts.isNone()) {
            throw new IllegalArgumentException("a batch has at least one danmaku, or an act");
        }
        senders = Map.copyOf(senders);
        omitted = omitted.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(omitted));
    }

    /** A batch of danmaku alone; there is at least one item. */
    public Batch(
            RoomId room,
            String epoch,
            long seq,
            int online,
            List<Danmaku> items,
            long last,
            Map<Long, Integer> senders,
            int combined,
            Map<Omission, List<Danmaku>> omitted) {
        this(
                room,
                epoch,
                seq,
                online,
                items.isEmpty() ? 0 : items.get(0).at(),
                items,
                last,
                senders,
                combined,
                omitted,
                Acts.NONE,
                Relayed.NONE);
    }

    /** A batch in which everything is an item; there is at least one. */
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

    /** A batch that has no danmaku: {@code last} is the id of the last one that was decided on before. */
    public static Batch of(RoomId room, String epoch, long seq, int online, long at, long last, Acts acts) {
        return new Batch(room, epoch, seq, online, at, List.of(), last, Map.of(), 0, Map.of(), acts, Relayed.NONE);
    }

    /** This batch, with what moderators did, and with danmaku that they recalled before anybody saw them. */
    public Batch with(Acts done, List<Danmaku> recalled) {
        Map<Omission, List<Danmaku>> all = new EnumMap<>(Omission.class);
        all.putAll(omitted);
        long covered = last;
        if (!recalled.isEmpty()) {
            all.put(Omission.RECALLED, List.copyOf(recalled));
            covered = Math.max(covered, lastOf(recalled).id());
        }
        return new Batch(room, epoch, seq, online, at, items, covered, senders, combined, all, done, relayed);
    }

    /** This batch, with what of it was accepted on other nodes. */
    public Batch with(Relayed from) {
        return from.isNone()
                ? this
                : new Batch(room, epoch, seq, online, at, items, last, senders, combined, omitted, acts, from);
    }

    /** How many people said what this item says. */
    public int senders(Danmaku item) {
        return senders.getOrDefault(item.id(), 1);
    }

    private static Danmaku lastOf(List<Danmaku> items) {
        return items.get(items.size() - 1);
    }
}
