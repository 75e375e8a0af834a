package live.danmaku.tool.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiceTest {
    private final Dice dice = new Dice(1);

    @Test
    void below_isEven_andWithinItsBound() {
        int[] seen = new int[10];
        for (int i = 0; i < 100_000; i++) {
            seen[dice.below(10)]++;
        }

        assertThat(IntStream.of(seen).boxed())
                .allSatisfy(times -> assertThat(times).isBetween(9_500, 10_500));
    }

    @Test
    void part_isFromZeroToOne() {
        double[] parts =
                IntStream.range(0, 100_000).mapToDouble(i -> dice.part()).toArray();

        assertThat(DoubleStream.of(parts).boxed())
                .allSatisfy(part -> assertThat(part).isBetween(0.0, 1.0));
        assertThat(DoubleStream.of(parts).average().orElseThrow()).isBetween(0.495, 0.505);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 10, 60, 5_000})
    void events_haveTheirMean_andVaryByItsRoot(double mean) {
        int[] events = IntStream.range(0, 20_000).map(i -> dice.events(mean)).toArray();

        double average = IntStream.of(events).average().orElseThrow();
        double variance = IntStream.of(events)
                .mapToDouble(each -> (each - average) * (each - average))
                .average()
                .orElseThrow();
        assertThat(average).isBetween(0.97 * mean, 1.03 * mean);
        assertThat(variance).isBetween(0.9 * mean, 1.1 * mean);
    }

    @Test
    void seed_isWhatDecides() {
        assertThat(new Dice(7).below(1_000_000)).isEqualTo(new Dice(7).below(1_000_000));
        assertThat(new Dice(7).below(1_000_000)).isNotEqualTo(new Dice(8).below(1_000_000));
    }
}
