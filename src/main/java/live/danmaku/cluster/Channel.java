package live.danmaku.cluster;

import live.danmaku.model.RoomId;

/**
 * Where a message goes: to the nodes that have viewers in a part of the rooms, or to all.
 *
 * @param name out of {@code a-z 0-9}, for topics and subjects to be made of
 */
public record Channel(String name) {

    /** What every node listens to. */
    public static final Channel NODES = new Channel("nodes");

    /** Part {@code shard} of the rooms, from 0. */
    public static Channel shard(int shard) {
        return new Channel("s%02d".formatted(shard));
    }

    /** In which of so many parts a room is: the same on every node. */
    public static int shardOf(RoomId room, int shards) {
        // String's hash is laid down by its documentation, but its low bits say little of names that end alike.
        int hash = room.value().hashCode();
        return Math.floorMod(hash ^ hash >>> 16, shards);
    }
}
