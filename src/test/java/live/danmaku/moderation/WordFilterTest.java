package live.danmaku.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordFilterTest {

    private final WordFilter filter = new WordFilter(
            List.of("# a comment", "", "fool", "  Dummkopf ", "=ass", "法輪功", "he", "hers", "...", "=fool"));

    @Test
    void words_areLinesThatSayOne() {
        assertThat(filter.words()).isEqualTo(7);
        assertThat(WordFilter.NONE.matches(Folding.get().fold("anything"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "you fool, true",
        "youfoolyou, true",
        "ＦООL, true",
        "f.o.o.l, true",
        "foo l, false",
        "dummkopf, true",
        "ass, true",
        "what an ass!, true",
        "class, false",
        "assess, false",
        "法轮功, true",
        "法 轮 功, true",
        "she, true",
        "us, false",
        "'', false",
    })
    void matches_whereAWordIs(String text, boolean found) {
        assertThat(filter.matches(Folding.get().fold(text))).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "you fool!, you ****!",
        "you f\u0336o\u0336o\u0336l\u0336, you ********",
        "F.O.O.L, *******",
        "fools and class, ****s and class",
        "法 輪 功好, *****好",
        "ushers, us****",
        "𝓯𝓸𝓸𝓵 𝓯, **** 𝓯",
        "nothing, nothing",
    })
    void mask_hidesWordsAndWhatStandsWithinThem(String text, String masked) {
        assertThat(filter.mask(text, Folding.get().fold(text))).isEqualTo(masked);
    }

    @Test
    void matches_manyRandomWords_asLookingForEachOfThem() {
        Random random = new Random(5);
        List<String> words = random(random, 2_000, 3, 6);
        WordFilter many = new WordFilter(words);
        List<String> texts = random(random, 2_000, 4, 12);

        assertThat(texts.stream().filter(text -> many.matches(Folding.get().fold(text))))
                .isEqualTo(texts.stream()
                        .filter(text -> words.stream().anyMatch(text::contains))
                        .toList())
                .hasSizeBetween(10, texts.size() - 10);
    }

    private static List<String> random(Random random, int count, int least, int most) {
        return IntStream.range(0, count)
                .mapToObj(i -> random.ints(random.nextInt(least, most + 1), 'a', 'j')
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()))
                .toList();
    }
}
