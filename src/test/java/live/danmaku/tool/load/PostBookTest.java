package live.danmaku.tool.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import live.danmaku.tool.load.script.SteadyScript;
import live.danmaku.tool.load.verify.Room;
import org.junit.jupiter.api.Test;

class PostBookTest {
    private static final long MILLISECOND = 1_000_000;

    private final List<Room> rooms = List.of(Room.named("a"), Room.named("b"));
    private long now;
    private final PostBook book = new PostBook(new SteadyScript(10, 1, 2, "t"), rooms, () -> now);

    @Test
    void standing_everyKindOfAnswer_isCounted() {
        for (int number = 0; number < 5; number++) {
            book.sent(number * 4L * MILLISECOND);
        }
        book.accepted(0, "e", 1);
        book.accepted(2, "e", 2);
        book.refused(1, "room_busy");
        book.refused(3, "room_busy");
        book.refused(3, "room_busy");

        assertThat(book.standing()).isEqualTo(new PostBook.Standing(10, 5, 2, 16, 2, Map.of("room_busy", 2), 1, 1));
    }

    @Test
    void accepted_posts_areEnteredInTheLedgerOfTheirPostersRoom() {
        book.accepted(0, "e", 1);
        book.accepted(1, "e", 1);
        book.accepted(2, "e", 2);

        assertThat(rooms.get(0).ledger().accepted()).isEqualTo(2);
        assertThat(rooms.get(1).ledger().accepted()).isEqualTo(1);
    }

    @Test
    void answerMicros_areCountedFromWhenThePostWasDue() {
        book.begin(1_000 * MILLISECOND);
        now = 1_307 * MILLISECOND;
        book.accepted(3, "e", 1);

        assertThat(book.answerMicros().getMaxValue()).isBetween(7_000L, 7_010L);
    }
}
