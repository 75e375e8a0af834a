package live.danmaku.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WishesTest {

    @Test
    void of_anAnswerThatSaysNothing_wantsNothing() {
        assertThat(Wishes.of(Map.of()).want(Told.ACCEPTED)).isFalse();
    }

    @Test
    void of_whatANewerApplicationWants_isLeftAlone() {
        Wishes wishes = Wishes.of(Map.of("version", "9", "events", "sold,accepted", "mood", "merry"));

        assertThat(wishes.want(Told.ACCEPTED)).isTrue();
        assertThat(wishes.oneIn()).isEqualTo(1);
    }

    @Test
    void of_aShareThatIsNone_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Wishes.of(Map.of("one-in", "0")));
        assertThatIllegalArgumentException().isThrownBy(() -> Wishes.of(Map.of("one-in", "few")));
    }
}
