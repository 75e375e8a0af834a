package live.danmaku.tool.sim;

import java.util.Arrays;

/** A cost that depends on a size: measured at some points, straight in between, and going on straight past the last. */
final class Curve {
    private final double[] sizes;
    private final double[] costs;

    /** @param points size and cost in turn, the sizes growing; two points at least */
    Curve(double... points) {
        if (points.length < 4 || points.length % 2 != 0) {
            throw new IllegalArgumentException("a curve has two points at least, was " + Arrays.toString(points));
        }
        sizes = new double[points.length / 2];
        costs = new double[points.length / 2];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = points[2 * i];
            costs[i] = points[2 * i + 1];
            if (i > 0 && sizes[i] <= sizes[i - 1]) {
                throw new IllegalArgumentException("a curve's sizes grow, were " + Arrays.toString(sizes));
            }
        }
    }

    /** The cost at this size; below the first point that of the first. */
    double at(double size) {
        if (size <= sizes[0]) {
            return costs[0];
        }
        int right = 1;
        while (right < sizes.length - 1 && sizes[right] < size) {
            right++;
        }
        double slope = (costs[right] - costs[right - 1]) / (sizes[right] - sizes[right - 1]);
        return costs[right - 1] + slope * (size - sizes[right - 1]);
    }
}
