package live.danmaku.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class IdentityTest {

    @Test
    void require_aRightThatIsNotThere_isRefused() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Identity.ANONYMOUS.require(Right.MODERATE))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
        Identity.ANONYMOUS.require(Right.WATCH);
        Identity.ANONYMOUS.require(Right.POST);
    }

    @Test
    void spectator_mayOnlyWatch() {
        assertThat(Identity.SPECTATOR.rights()).containsExactly(Right.WATCH);
    }

    @Test
    void of_aName_isTheRight_andEmptyForOthers() {
        assertThat(Right.of("moderate")).contains(Right.MODERATE);
        assertThat(Right.of("MODERATE")).isEmpty();
    }
}
