package live.danmaku.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import live.danmaku.TestNode;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final Draft DRAFT = TestNode.draft("hi");

    private final Intake intake = new Intake();

    @Test
    void offer_several_numbersThemInOrder() {
        for (long id = 1; id <= 5; id++) {
            assertThat(intake.offer(DRAFT, 0, 10)).isEqualTo(id);
        }

        assertThat(intake.drain()).extracting(Danmaku::id).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(intake.isEmpty()).isTrue();
    }

    @Test
    void offer_afterADrain_goesOnCounting() {
        intake.offer(DRAFT, 0, 10);
        intake.drain();

        assertThat(intake.offer(DRAFT, 0, 10)).isEqualTo(2);
        assertThat(intake.drain()).extracting(Danmaku::id).containsExactly(2L);
        assertThat(intake.figures().accepted()).isEqualTo(2);
    }

    @Test
    void offer_fullQueue_isRefusedAndTakesNoId() {
        LongStream.range(0, 3).forEach(i -> intake.offer(DRAFT, 0, 3));

        assertThat(intake.offer(DRAFT, 0, 3)).isEqualTo(Intake.FULL);
        assertThat(intake.figures().waiting()).isEqualTo(3);
        intake.drain();
        assertThat(intake.offer(DRAFT, 0, 3)).isEqualTo(4);
    }

    @Test
    void closeIfEmpty_somethingWaits_staysOpen() {
        intake.offer(DRAFT, 0, 3);

        assertThat(intake.closeIfEmpty()).isFalse();
        assertThat(intake.offer(DRAFT, 0, 3)).isEqualTo(2);
    }

    @Test
    void closeIfEmpty_nothingWaits_refusesWhatFollows() {
        intake.offer(DRAFT, 0, 3);
        intake.drain();

        assertThat(intake.closeIfEmpty()).isTrue();
        assertThat(intake.offer(DRAFT, 0, 3)).isEqualTo(Intake.CLOSED);
        assertThat(intake.drain()).isEmpty();
        assertThat(intake.offer(DRAFT, 0, 3)).isEqualTo(Intake.CLOSED);
    }

    @Test
    void close_whatWaits_isHandedOut() {
        intake.offer(DRAFT, 0, 3);

        assertThat(intake.close()).hasSize(1);
        assertThat(intake.offer(DRAFT, 0, 3)).isEqualTo(Intake.CLOSED);
    }
}
