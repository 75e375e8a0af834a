package live.danmaku.tool.load.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void steady_posts_areEvenlySpacedAndDealtInTurn() {
        SteadyScript script = new SteadyScript(4, 2.5, 3, "tag");

        assertThat(script.size()).isEqualTo(10);
        assertThat(script.dueNanos(0)).isZero();
        assertThat(script.dueNanos(6)).isEqualTo(SECOND * 3 / 2);
        assertThat(List.of(script.poster(0), script.poster(1), script.poster(2), script.poster(3)))
                .containsExactly(0, 1, 2, 0);
    }

    @Test
    void steady_flooders_haveNineOfTenPostsAndTheOthersTheRest() {
        SteadyScript script = new SteadyScript(100, 10, 20, 3, "tag");
        int[] posts = new int[20];
        for (int number = 0; number < script.size(); number++) {
            posts[script.poster(number)]++;
        }

        assertThat(Arrays.stream(posts, 0, 3)).allMatch(count -> count == 300);
        assertThat(Arrays.stream(posts, 3, 20)).allMatch(count -> count == 5 || count == 6);
    }

    @Test
    void steady_texts_areUniqueMarkedAndPostable() throws UnusableCommentException {
        SteadyScript script = new SteadyScript(1000, 10, 3, "tag");
        Set<String> texts = new HashSet<>();
        for (int number = 0; number < script.size(); number++) {
            String text = script.comment(number).text();
            TextRules.check(text, 100);
            assertThat(script.marks(text)).isTrue();
            texts.add(text);
        }

        assertThat(texts).hasSize(script.size());
        assertThat(new SteadyScript(1000, 10, 3, "other").marks(texts.iterator().next()))
                .isFalse();
    }

    @Test
    void file_times_startWithTheFirstCommentAndFollowTheSpeed() {
        FileScript script = new FileScript(List.of(by("a", 10), by("a", 11), by("b", 30)), 20, 5);

        assertThat(script.dueNanos(0)).isZero();
        assertThat(script.dueNanos(1)).isEqualTo(SECOND / 20);
        assertThat(script.dueNanos(2)).isEqualTo(SECOND);
    }

    @Test
    void file_viewers_keepToOneConnectionEach() {
        FileScript script = new FileScript(List.of(by("a", 0), by("b", 0), by("c", 0), by("a", 1), by("c", 2)), 1, 2);

        assertThat(script.posters()).isEqualTo(2);
        assertThat(script.poster(3)).isEqualTo(script.poster(0));
        assertThat(script.poster(4)).isEqualTo(script.poster(2));
        assertThat(script.poster(1)).isNotEqualTo(script.poster(0));
    }

    private static TimedComment by(String viewer, double seconds) {
        return new TimedComment(1, seconds, viewer, Comment.plain("x"));
    }
}
