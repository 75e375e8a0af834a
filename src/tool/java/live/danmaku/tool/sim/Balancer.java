package live.danmaku.tool.sim;

/** How a load balancer chooses a node for a viewer; each takes only nodes that are ready, new ones less often. */
enum Balancer {
    /** Any (HAProxy: {@code balance random(1)}). */
    RANDOM {
        @Override
        int choose(int room, Cluster cluster, Gates gates, Dice dice) {
            return any(gates, cluster.nodes(), dice);
        }
    },

    /** The one of any two with fewer connections for its weight (HAProxy: {@code balance random}). */
    TWO {
        @Override
        int choose(int room, Cluster cluster, Gates gates, Dice dice) {
            int one = any(gates, cluster.nodes(), dice);
            int other = any(gates, cluster.nodes(), dice);
            return cluster.online(one) * gates.weight(other) <= cluster.online(other) * gates.weight(one) ? one : other;
        }
    },

    /** The one with the fewest connections for its weight (HAProxy: {@code balance leastconn}). */
    LEAST {
        @Override
        int choose(int room, Cluster cluster, Gates gates, Dice dice) {
            int best = gates.anyReady();
            double least = Double.MAX_VALUE;
            for (int node = 0; node < cluster.nodes(); node++) {
                double weight = gates.weight(node);
                if (weight > 0 && cluster.online(node) < least * weight) {
                    least = cluster.online(node) / weight;
                    best = node;
                }
            }
            return best;
        }
    },

    /**
     * The room's own, and its next ones while that has a quarter more than its share (HAProxy: {@code balance uri},
     * {@code hash-type consistent}, {@code hash-balance-factor 125}).
     */
    ROOM {
        private static final double MOST = 1.25;
        private static final int POINTS = 4;

        @Override
        int choose(int room, Cluster cluster, Gates gates, Dice dice) {
            double share = MOST * gates.share(cluster);
            for (int i = 0; i < POINTS * cluster.nodes(); i++) {
                int node = Math.floorMod(Cluster.mixed(Cluster.mixed(room) + i), cluster.nodes());
                double weight = gates.weight(node);
                if (weight > 0 && cluster.online(node) < share * weight) {
                    return node;
                }
            }
            return LEAST.choose(room, cluster, gates, dice);
        }
    };

    private static int any(Gates gates, int nodes, Dice dice) {
        while (true) {
            int node = dice.below(nodes);
            double weight = gates.weight(node);
            if (weight > 0 && (weight >= 1 || dice.part() < weight)) {
                return node;
            }
        }
    }

    /** A node that is ready; there has to be one. */
    abstract int choose(int room, Cluster cluster, Gates gates, Dice dice);
}
