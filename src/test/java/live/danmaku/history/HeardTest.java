package live.danmaku.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import live.danmaku.TestFrames;
import live.danmaku.model.Author;
import live.danmaku.model.Lane;
import live.danmaku.model.Refusal;
import live.danmaku.model.Relayed.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a viewer goes on that comes from another node. This node's epoch is "b"; it has batches of three danmaku each. */
class HeardTest {

    /** Ids 1-3: a's 10-11, own 3. 4-6: own 4-5, c's 7. 7-9: a's 12, c's 8-9. 10-12: own. */
    private static final Entry[] KEPT = {
        entry(5, 1, new Run("a", 1, 10, 2)),
        entry(6, 4, new Run("c", 6, 7, 1)),
        entry(7, 7, new Run("a", 7, 12, 1), new Run("c", 8, 8, 2)),
        entry(8, 10)
    };

    @Test
    void lastHeard_allButTheNewest_isTheOneBeforeIt() {
        assertThat(lastHeard("a:12,b:9,c:9")).isEqualTo(7);
        assertThat(lastHeard("a:12,b:5,c:9")).isEqualTo(7);
    }

    @Test
    void lastHeard_everything_isTheNewest() {
        assertThat(lastHeard("a:12,b:12,c:9")).isEqualTo(8);
        assertThat(lastHeard("a:99,b:12,c:99")).isEqualTo(8);
    }

    @Test
    void lastHeard_oneNodesDanmakuMissing_goesBackToThem() {
        assertThat(lastHeard("a:12,b:12,c:6")).isEqualTo(5);
        assertThat(lastHeard("a:11,b:5,c:7")).isEqualTo(6);
    }

    @Test
    void lastHeard_nodeThatItKnowsNothingOf_countsBehindWhatItKnows() {
        assertThat(lastHeard("a:12")).isEqualTo(7);
        assertThat(lastHeard("a:11")).isEqualTo(5);
    }

    @Test
    void lastHeard_furtherBackThanIsKept_orUnknown_isTold() {
        assertThat(lastHeard("a:9")).isEqualTo(-1);
        assertThat(lastHeard("a:12,b:2,c:9")).isEqualTo(-1);
        assertThat(lastHeard("x:1")).isEqualTo(-1);
        assertThat(lastHeard("")).isEqualTo(-1);
        assertThat(Heard.parse("a:12").lastHeard(new Entry[0], "b")).isEqualTo(-1);
    }

    @Test
    void lastHeard_theRoomsFirstBatch_isFarEnoughBack() {
        Entry[] all = {entry(1, 1, new Run("a", 1, 10, 2)), entry(2, 4)};

        assertThat(Heard.parse("a:10").lastHeard(all, "b")).isZero();
    }

    @Test
    void parse_twice_isTheFurther() {
        assertThat(Heard.parse("a:1,b:2,a:3").ids()).isEqualTo(Map.of("a", 3L, "b", 2L));
        assertThat(Heard.parse(null)).isEqualTo(Heard.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a:", ":1", "a:1,", ",", "a:-1", "a:1:2", "a:1;b:2", "a%3A1", "a:1234567890123456789", "é:1"
            })
    void parse_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> Heard.parse(text)).isInstanceOf(Refusal.class).hasMessageContaining("heard");
    }

    @Test
    void parse_tooMany_isRefused() {
        assertThat(Heard.parse(epochs(64)).ids()).hasSize(64);
        assertThatThrownBy(() -> Heard.parse(epochs(65))).isInstanceOf(Refusal.class);
    }

    private static String epochs(int count) {
        return IntStream.range(0, count).mapToObj(i -> "e" + i + ":1").collect(Collectors.joining(","));
    }

    private static long lastHeard(String heard) {
        return Heard.parse(heard).lastHeard(KEPT, "b");
    }

    private static Entry entry(long seq, long first, Run... runs) {
        List<Author> authors = Collections.nCopies(3, new Author("ann", Lane.ORDINARY));
        return new Entry(TestFrames.frame(seq, "{}").encoded(), 3, first, authors, List.of(runs), "", 0);
    }
}
