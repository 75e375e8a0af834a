package live.danmaku.tool.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** A server's turns of all rounds: medians of what is measured, sums of what must not happen. */
record Row(String server, List<Turn> turns) {
    Row {
        turns = List.copyOf(turns);
    }

    /** The median of the turns that know the value; NaN if none does. */
    double median(ToDoubleFunction<Turn> value) {
        double[] known = turns.stream()
                .mapToDouble(value)
                .filter(one -> !Double.isNaN(one))
                .sorted()
                .toArray();
        int middle = known.length / 2;
        if (known.length == 0) {
            return Double.NaN;
        }
        return known.length % 2 == 1
                ? known[middle]
                : Arrays.stream(known, middle - 1, middle + 1).average().orElse(Double.NaN);
    }

    long sum(ToLongFunction<Turn> value) {
        return turns.stream().mapToLong(value).sum();
    }

    /** Whether all viewers of a room got every batch in the same bytes. */
    boolean sameBytes() {
        return turns.stream().allMatch(turn -> turn.report().wire().identical());
    }

    boolean faultless() {
        return turns.stream().allMatch(turn -> turn.report().problems().isEmpty());
    }
}
