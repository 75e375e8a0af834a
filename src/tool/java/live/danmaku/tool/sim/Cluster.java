package live.danmaku.tool.sim;

import java.util.Arrays;

/**
 * Where every viewer is: on a node, or away. Not thread-safe.
 *
 * <p>Each viewer is one entry of an array, so that none can be lost or counted twice.
 */
final class Cluster {
    private static final short AWAY = -1;

    private final int nodes;
    private final int shards;
    private final int[] roomOf;
    private final short[] placeOf;
    /** Viewers of a room on a node; a row for each room. */
    private final int[] present;

    private final int[] online;
    /** Rooms of a shard with viewers on a node; a row for each node. */
    private final int[] rooms;

    private final int[] subscribers;

    /** The part of the bus that each room belongs to. */
    private final int[] shardOf;

    /** A cluster without anybody, viewers in the order in which they will come. */
    Cluster(Scenario scenario, int shards, Dice dice) {
        this.nodes = scenario.nodes();
        this.shards = shards;
        this.roomOf = arrivals(scenario, dice);
        this.placeOf = new short[roomOf.length];
        Arrays.fill(placeOf, AWAY);
        this.present = new int[scenario.rooms() * nodes];
        this.online = new int[nodes];
        this.rooms = new int[nodes * shards];
        this.subscribers = new int[shards];
        this.shardOf = new int[scenario.rooms()];
        Arrays.setAll(shardOf, room -> Math.floorMod(mixed(room), shards));
    }

    private static int[] arrivals(Scenario scenario, Dice dice) {
        int[] rooms = new int[scenario.viewers()];
        int[] audiences = scenario.audiences();
        int viewer = 0;
        for (int room = 0; room < audiences.length; room++) {
            for (int i = 0; i < audiences[room]; i++) {
                rooms[viewer++] = room;
            }
        }
        for (int last = rooms.length - 1; last > 0; last--) {
            int other = dice.below(last + 1);
            int room = rooms[last];
            rooms[last] = rooms[other];
            rooms[other] = room;
        }
        return rooms;
    }

    int nodes() {
        return nodes;
    }

    int viewers() {
        return roomOf.length;
    }

    int roomOf(int viewer) {
        return roomOf[viewer];
    }

    boolean isAway(int viewer) {
        return placeOf[viewer] == AWAY;
    }

    /** The node of a viewer that is not away. */
    int placeOf(int viewer) {
        return placeOf[viewer];
    }

    int present(int room, int node) {
        return present[room * nodes + node];
    }

    /** How many viewers of a room each node has, into an array of as many places. */
    void present(int room, int[] perNode) {
        System.arraycopy(present, room * nodes, perNode, 0, nodes);
    }

    int online(int node) {
        return online[node];
    }

    /** The part of the bus that a room belongs to. */
    int shardOf(int room) {
        return shardOf[room];
    }

    /** Spreads numbers that follow each other, as hashing their names would. */
    static int mixed(int number) {
        int mixed = (number + 0x9E3779B9) * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
        return mixed ^ (mixed >>> 16);
    }

    boolean subscribes(int node, int shard) {
        return rooms[node * shards + shard] > 0;
    }

    /** Nodes with viewers for a shard. */
    int subscribers(int shard) {
        return subscribers[shard];
    }

    /** Rooms with viewers on a node. */
    int rooms(int node) {
        int sum = 0;
        for (int shard = 0; shard < shards; shard++) {
            sum += rooms[node * shards + shard];
        }
        return sum;
    }

    void join(int viewer, int node) {
        if (!isAway(viewer)) {
            throw new IllegalStateException("viewer " + viewer + " is on node " + placeOf[viewer]);
        }
        placeOf[viewer] = (short) node;
        online[node]++;
        int room = roomOf[viewer];
        int shard = shardOf(room);
        if (present[room * nodes + node]++ == 0 && rooms[node * shards + shard]++ == 0) {
            subscribers[shard]++;
        }
    }

    void leave(int viewer) {
        if (isAway(viewer)) {
            throw new IllegalStateException("viewer " + viewer + " is away already");
        }
        int node = placeOf[viewer];
        placeOf[viewer] = AWAY;
        online[node]--;
        int room = roomOf[viewer];
        int shard = shardOf(room);
        if (--present[room * nodes + node] == 0 && --rooms[node * shards + shard] == 0) {
            subscribers[shard]--;
        }
    }

    /** The viewers of a node, in the order of their numbers. */
    int[] viewersOf(int node) {
        int[] viewers = new int[online[node]];
        int found = 0;
        for (int viewer = 0; viewer < placeOf.length; viewer++) {
            if (placeOf[viewer] == node) {
                viewers[found++] = viewer;
            }
        }
        return viewers;
    }
}
