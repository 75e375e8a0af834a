package live.danmaku.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import live.danmaku.TestFrames;
import live.danmaku.model.Acts;
import live.danmaku.model.Author;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import live.danmaku.model.Lane;
import live.danmaku.model.Omission;
import live.danmaku.model.Relayed;
import live.danmaku.model.RoomId;
import live.danmaku.model.Style;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left of a batch when danmaku are taken out of it, and that it is the same as if they had never been in it. */
class RedactionTest {

    private final Encoder encoder = new Encoder(TestFrames.FACTORY);
    private final Redaction redaction = new Redaction();

    @AfterEach
    void close() {
        encoder.close();
    }

    @Test
    void batch_withoutTheIds_isTheSameText() {
        String text = text(batch(danmaku(7), danmaku(8)));

        assertThat(redaction.batch(text, Set.of(6L, 9L))).isSameAs(text);
    }

    @Test
    void batch_oneInTheMiddle_leavesAHoleInTheIds() {
        assertThat(redaction.batch(text(batch(danmaku(7), danmaku(8), danmaku(9))), Set.of(8L)))
                .isEqualTo(
                        "{\"type\":\"batch\",\"room\":\"lobby\",\"epoch\":\"e1\",\"seq\":3,\"online\":2,\"id\":7,\"at\":1007,"
                                + "\"omitted\":{\"recalled\":1},\"items\":[{\"user\":\"ann\",\"text\":\"t7\"},"
                                + "{\"id\":9,\"at\":2,\"user\":\"ann\",\"text\":\"t9\"}]}");
    }

    @Test
    void batch_firstAndLast_keepsTheTimesAndSaysWhatItCovers() {
        assertThat(redaction.batch(text(batch(danmaku(7), danmaku(8), danmaku(9))), Set.of(7L, 9L)))
                .isEqualTo(
                        "{\"type\":\"batch\",\"room\":\"lobby\",\"epoch\":\"e1\",\"seq\":3,\"online\":2,\"id\":8,\"at\":1007,"
                                + "\"last\":9,\"omitted\":{\"recalled\":2},\"items\":[{\"at\":1,\"user\":\"ann\",\"text\":\"t8\"}]}");
    }

    @Test
    void batch_all_isEmptyAndCoversTheSame() {
        assertThat(redaction.batch(text(batch(danmaku(7), danmaku(8))), Set.of(7L, 8L)))
                .isEqualTo(
                        "{\"type\":\"batch\",\"room\":\"lobby\",\"epoch\":\"e1\",\"seq\":3,\"online\":2,\"id\":9,\"at\":1007,"
                                + "\"last\":8,\"omitted\":{\"recalled\":2},\"items\":[]}");
    }

    @Test
    void batch_twice_addsUp_andOtherFieldsStay() {
        Batch thinned = new Batch(
                new RoomId("lobby"),
                "e1",
                3,
                2,
                1_007,
                List.of(danmaku(7), danmaku(8), danmaku(11)),
                12,
                Map.of(8L, 3),
                2,
                Map.of(Omission.RATE, List.of(danmaku(12))),
                Acts.notice("hi"),
                Relayed.NONE);
        String once = redaction.batch(text(thinned), Set.of(7L));
        String twice = redaction.batch(once, Set.of(11L));

        assertThat(twice)
                .isEqualTo(
                        "{\"type\":\"batch\",\"room\":\"lobby\",\"epoch\":\"e1\",\"seq\":3,\"online\":2,\"id\":8,\"at\":1007,"
                                + "\"last\":12,\"omitted\":{\"rate\":1,\"recalled\":2},\"combined\":2,\"acts\":{\"notices\":[\"hi\"]},"
                                + "\"items\":[{\"at\":1,\"user\":\"ann\",\"text\":\"t8\",\"count\":3}]}");
    }

    @Test
    void leftOut_losesThem_andTheReasonWithTheLast() {
        Batch thinned = new Batch(
                new RoomId("lobby"),
                "e1",
                3,
                2,
                1_007,
                List.of(danmaku(7)),
                9,
                Map.of(),
                0,
                Map.of(Omission.RATE, List.of(danmaku(8), danmaku(9)), Omission.RECALLED, List.of(danmaku(10))),
                Acts.recall(List.of(10L)),
                Relayed.NONE);
        String leftOut = encoder.leftOut(thinned);

        assertThat(leftOut).contains("t8", "t9").doesNotContain("t10");
        assertThat(redaction.leftOut(leftOut, Set.of(8L))).contains("t9").doesNotContain("t8");
        assertThat(redaction.leftOut(leftOut, Set.of(8L, 9L))).isEmpty();
        assertThat(redaction.leftOut("", Set.of(8L))).isEmpty();
    }

    @Test
    void batch_ofAnActAlone_saysWhatItCovers() {
        Batch act = Batch.of(new RoomId("lobby"), "e1", 4, 2, 2_000, 9, Acts.recall(List.of(7L)));

        assertThat(text(act))
                .isEqualTo(
                        "{\"type\":\"batch\",\"room\":\"lobby\",\"epoch\":\"e1\",\"seq\":4,\"online\":2,\"id\":10,\"at\":2000,"
                                + "\"last\":9,\"acts\":{\"recalled\":[7]},\"items\":[]}");
    }

    private String text(Batch batch) {
        return encoder.batch(batch).encoded().text();
    }

    private static Batch batch(Danmaku... items) {
        return new Batch(new RoomId("lobby"), "e1", 3, 2, List.of(items));
    }

    private static Danmaku danmaku(long id) {
        return new Danmaku(id, 1_000 + id, new Draft(new Author("ann", Lane.ORDINARY), "t" + id, Style.DEFAULT));
    }
}
