package live.danmaku.tool.sim;

import java.util.Arrays;

/** Which nodes take viewers, and how many in a second ({@code danmaku.connects}). Not thread-safe. */
final class Gates {
    private static final int SHUT = Integer.MAX_VALUE;
    private static final int LONG_AGO = -1_000_000;

    private final int slowStart;
    private final double connects;
    private final int[] openSince;
    private final double[] weights;
    private final double[] allowance;
    private int now;
    private int open;

    Gates(int nodes, int slowStart, double connects) {
        this.slowStart = slowStart;
        this.connects = connects;
        this.openSince = new int[nodes];
        this.weights = new double[nodes];
        this.allowance = new double[nodes];
        this.open = nodes;
        Arrays.fill(openSince, LONG_AGO);
        at(0);
    }

    /** A second begins. */
    void at(int second) {
        now = second;
        Arrays.fill(allowance, connects);
        for (int node = 0; node < weights.length; node++) {
            weights[node] = isOpen(node) ? Math.min(1, (now - openSince[node] + 1.0) / slowStart) : 0;
        }
    }

    void open(int node) {
        open += isOpen(node) ? 0 : 1;
        openSince[node] = now;
        weights[node] = 1.0 / slowStart;
    }

    void shut(int node) {
        open -= isOpen(node) ? 1 : 0;
        openSince[node] = SHUT;
        weights[node] = 0;
    }

    boolean isOpen(int node) {
        return openSince[node] != SHUT;
    }

    int anyReady() {
        for (int node = 0; node < openSince.length; node++) {
            if (isOpen(node)) {
                return node;
            }
        }
        throw new IllegalStateException("no node is ready");
    }

    boolean isAnyOpen() {
        return open > 0;
    }

    /** What part of its share of new viewers a node gets: 0 where it is not ready, 1 once it has been for long enough. */
    double weight(int node) {
        return weights[node];
    }

    /** The viewers that are there, and the next one, for each node by weight. */
    double share(Cluster cluster) {
        double weights = 0;
        int online = 1;
        for (int node = 0; node < openSince.length; node++) {
            weights += weight(node);
            online += cluster.online(node);
        }
        return online / weights;
    }

    /** Whether a node takes one more in this second, which is then counted. */
    boolean admits(int node) {
        if (!isOpen(node) || allowance[node] < 1) {
            return false;
        }
        allowance[node]--;
        return true;
    }
}
