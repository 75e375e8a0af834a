package live.danmaku.tool.sim;

/**
 * What goes over the bus in one second. A room's messages go to its shard; every node that subscribes to it gets those of
 * the others. Shards are dealt out to brokers in turn; what nodes tell of their viewers goes through the first one.
 */
final class Bus {
    private final int nodes;
    private final int shards;
    private final boolean packed;
    private final double[] messages;
    private final double[] bytes;
    private final double[] ownMessages;
    private final double[] ownBytes;
    private final double[] brokerDeliveries;
    private final double[] brokerBytesIn;
    private final double[] brokerBytesOut;

    private double published;
    private double countBytes;

    /** @param packed whether what a node has for a shard in a second goes in one message, and not one for each room */
    Bus(int nodes, int shards, int brokers, boolean packed) {
        this.nodes = nodes;
        this.shards = shards;
        this.packed = packed;
        this.messages = new double[shards];
        this.bytes = new double[shards];
        this.ownMessages = new double[nodes * shards];
        this.ownBytes = new double[nodes * shards];
        this.brokerDeliveries = new double[brokers];
        this.brokerBytesIn = new double[brokers];
        this.brokerBytesOut = new double[brokers];
    }

    /**
     * A node's window of a room.
     *
     * @param content its bytes, where it travels with others
     * @param alone its bytes, where it is a message, or the first part of one
     */
    void publish(int node, int shard, double content, double alone) {
        int own = node * shards + shard;
        boolean begins = !packed || ownMessages[own] == 0;
        double size = begins ? alone : content;
        if (begins) {
            messages[shard]++;
            ownMessages[own]++;
            published++;
        }
        bytes[shard] += size;
        ownBytes[own] += size;
        brokerBytesIn[shard % brokerBytesIn.length] += size;
    }

    /** Has everything that was published delivered; nodes pay for what they sent and got. */
    void deliver(Cluster cluster, Load load, double microsEach) {
        for (int node = 0; node < nodes; node++) {
            for (int shard = 0; shard < shards; shard++) {
                int own = node * shards + shard;
                load.bytesOut[node] += ownBytes[own];
                load.micros[node] += ownMessages[own] * microsEach;
                if (cluster.subscribes(node, shard)) {
                    arrive(node, shard, load, microsEach);
                }
            }
        }
    }

    private void arrive(int node, int shard, Load load, double microsEach) {
        double count = messages[shard] - ownMessages[node * shards + shard];
        double size = bytes[shard] - ownBytes[node * shards + shard];
        brokerDeliveries[shard % brokerDeliveries.length] += count;
        brokerBytesOut[shard % brokerBytesOut.length] += size;
        load.bytesIn[node] += size;
        load.micros[node] += count * microsEach;
    }

    /** A node tells so many others how many viewers its rooms have: a part of a message, since it does so every few seconds. */
    void count(int node, int others, double part, double size, Load load, double microsEach) {
        published += part;
        brokerDeliveries[0] += part * others;
        brokerBytesIn[0] += part * size;
        brokerBytesOut[0] += part * size * others;
        countBytes += part * size * others;
        load.bytesOut[node] += part * size;
        load.micros[node] += part * microsEach;
    }

    /** The other side of {@link #count}: what one node gets of it. */
    static void heard(int node, double part, double size, Load load, double microsEach) {
        load.bytesIn[node] += part * size;
        load.micros[node] += part * microsEach;
    }

    double published() {
        return published;
    }

    double deliveries() {
        return sum(brokerDeliveries);
    }

    double bytesIn() {
        return sum(brokerBytesIn);
    }

    double bytesOut() {
        return sum(brokerBytesOut);
    }

    /** What of {@link #bytesOut} are counts of viewers. */
    double countBytes() {
        return countBytes;
    }

    double busiestDeliveries() {
        return most(brokerDeliveries);
    }

    double busiestBytes() {
        return Math.max(most(brokerBytesIn), most(brokerBytesOut));
    }

    /** The part of the rooms' messages that the busiest shard has. */
    double busiestShard() {
        double sum = sum(messages);
        return sum == 0 ? 0 : most(messages) / sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double most(double[] values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, value);
        }
        return most;
    }
}
