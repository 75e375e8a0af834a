package live.danmaku.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import live.danmaku.TestNode;
import live.danmaku.model.Author;
import live.danmaku.model.Draft;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.HeldPost;
import live.danmaku.model.Lane;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.Style;
import live.danmaku.moderation.HeldPosts;
import live.danmaku.moderation.Ruling;
import live.danmaku.moderation.WordLists;
import live.danmaku.telemetry.Counter;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final Author ANN = new Author("ann", Lane.ORDINARY);
    private static final Author APPLICATION = new Author("News", Lane.ORDINARY, "application 1");

    private final TestNode node = new TestNode();
    private final WordLists lists = new WordLists();
    private final HeldPosts held = node.held;
    private Ruling ruling = Ruling.ACCEPT;
    private int asked;

    private final Admission admission = node.admission(lists, (room, draft) -> {
        asked++;
        return ruling;
    });

    @Test
    void post_overTheLimit_isRefusedBeforeAnythingElse() {
        for (int i = 0; i < 10; i++) {
            post("n" + i);
        }

        assertRefused(ErrorCode.POST_LIMIT, "");
        assertThat(asked).isEqualTo(10);
        node.time.advanceMillis(200);
        assertRefused(ErrorCode.TEXT_MISSING, "");
    }

    @Test
    void post_slowModeOfTheRoom_isKept() {
        node.source.set("danmaku.rooms.lobby.slow", "10000");
        node.settings.refresh();
        post("one");

        assertRefused(ErrorCode.SLOW_MODE, "two");
        assertThat(admission
                        .post(new RoomId("other"), ANN, "two", Style.DEFAULT)
                        .id())
                .isEqualTo(1);
    }

    @Test
    void post_refusedForItsText_doesNotTakeTheTurnInSlowMode() {
        node.source.set("danmaku.rooms.lobby.slow", "10000");
        node.settings.refresh();
        lists.reject(List.of("fool"));

        assertRefused(ErrorCode.WORD_BLOCKED, "fool");
        post("one");
        assertRefused(ErrorCode.SLOW_MODE, "fool");
        assertRefused(ErrorCode.SLOW_MODE, "two");
    }

    @Test
    void post_blockedWord_isNotForTheModerator() {
        lists.reject(List.of("fool"));

        assertRefused(ErrorCode.WORD_BLOCKED, "f00l");
        assertThat(asked).isZero();
    }

    @Test
    void announce_asFastAsItPleases_keepsTheRulesForTexts_andIsNotAsked() {
        lists.reject(List.of("fool"));
        ruling = Ruling.UNDECIDED;

        for (int i = 0; i < 100; i++) {
            admission.announce(LOBBY, APPLICATION, "see https://example.test", Style.DEFAULT);
        }

        assertThat(asked).isZero();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> admission.announce(LOBBY, APPLICATION, "fool", Style.DEFAULT));
    }

    @Test
    void post_rejectedByTheModerator_tellsItsReason() {
        ruling = new Ruling(Ruling.Decision.REJECT, "off topic", null, null);

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> post("hi")).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.REJECTED);
            assertThat(refusal.detail()).isEqualTo("off topic");
        });
    }

    @Test
    void post_changedByTheModerator_isCheckedAgain() {
        ruling = new Ruling(Ruling.Decision.ACCEPT, null, "\n", Lane.VIP);

        assertRefused(ErrorCode.TEXT_MISSING, "hi");
    }

    @Test
    void post_heldByTheModerator_waits_andIsPostedWhenReleased() {
        ruling = new Ruling(Ruling.Decision.HOLD, "a question", "what?", Lane.VIP);

        assertRefused(ErrorCode.HELD, "hi");

        HeldPost waiting = held.list(LOBBY).get(0);
        assertThat(waiting.reason()).isEqualTo("a question");
        Draft draft = waiting.draft();
        assertThat(draft.text()).isEqualTo("what?");
        assertThat(draft.author().lane()).isEqualTo(Lane.VIP);
        assertThat(admission.release(LOBBY, waiting.id())).isPresent();
        assertThat(admission.release(LOBBY, waiting.id())).isEmpty();
        assertThat(admission.discard(LOBBY, waiting.id())).isEmpty();
        assertThat(node.registry.balance().accepted()).isEqualTo(1);
    }

    @Test
    void post_heldTooLong_isRefused_andCounted() {
        ruling = new Ruling(Ruling.Decision.HOLD, null, null, null);
        assertRefused(ErrorCode.HELD, "hi");

        node.time.advanceMillis(59_999);
        held.tidy();
        assertThat(held.list(LOBBY)).hasSize(1);
        node.time.advanceMillis(1);
        held.tidy();

        assertThat(held.list(LOBBY)).isEmpty();
        assertThat(node.metrics.value(Counter.HELD_TIMED_OUT)).isEqualTo(1);
    }

    @Test
    void post_heldMoreThanMayWait_isRejected() {
        node.source.set("danmaku.review", "2");
        node.settings.refresh();
        ruling = new Ruling(Ruling.Decision.HOLD, null, null, null);
        assertRefused(ErrorCode.HELD, "1");
        assertRefused(ErrorCode.HELD, "2");

        assertRefused(ErrorCode.REJECTED, "3");
        assertThat(held.list(LOBBY)).hasSize(2);
    }

    @Test
    void post_undecided_isAcceptedOrRefused_asConfigured() {
        ruling = Ruling.UNDECIDED;
        post("hi");

        node.source.set("danmaku.moderator.absent", "0");
        node.settings.refresh();

        assertRefused(ErrorCode.MODERATOR_LATE, "ho");
    }

    private void post(String text) {
        assertThat(admission.post(LOBBY, ANN, text, Style.DEFAULT).id()).isPositive();
    }

    private void assertRefused(ErrorCode code, String text) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> admission.post(LOBBY, ANN, text, Style.DEFAULT))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
