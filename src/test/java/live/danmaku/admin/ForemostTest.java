package live.danmaku.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForemostTest {

    private static final Comparator<String> SHORT_FIRST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.reverseOrder());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 50, 999, 1000, 1001, 10_000_000})
    void of_many_isWhatSortingThemBeginsWith(int most) {
        List<String> all =
                IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(all, new Random(most));

        assertThat(Foremost.of(all, most, SHORT_FIRST))
                .isEqualTo(all.stream().sorted(SHORT_FIRST).limit(most).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void of_none_isNone(int most) {
        assertThat(Foremost.of(List.<String>of(), most, SHORT_FIRST)).isEmpty();
    }
}
