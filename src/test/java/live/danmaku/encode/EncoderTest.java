package live.danmaku.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import live.danmaku.TestFrames;
import live.danmaku.model.Author;
import live.danmaku.model.Balance;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Lane;
import live.danmaku.model.Mode;
import live.danmaku.model.Omission;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.RoomStatus;
import live.danmaku.model.Rules;
import live.danmaku.model.Size;
import live.danmaku.model.Style;
import live.danmaku.wire.Encoded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EncoderTest {

    private final Encoder encoder = new Encoder(TestFrames.FACTORY);

    @AfterEach
    void close() {
        encoder.close();
    }

    @Test
    void batch_plainDanmaku_saysOnlyWhoAndWhat() {
        assertThat(encoder.batch(batch(danmaku(7, 1_000, "hi", Style.DEFAULT)))
                        .encoded()
                        .text())
                .isEqualTo(
                        "{\"type\":\"batch\",\"room\":\"lobby\",\"epoch\":\"e1\",\"seq\":3,\"online\":2,\"id\":7,\"at\":1000,"
                                + "\"items\":[{\"user\":\"ann\",\"text\":\"hi\"}]}");
    }

    @Test
    void batch_idsTimesAndStyles_areWrittenOnlyWhereTheyDeviate() {
        Style style = new Style(Mode.TOP, "#ff0000", Size.SMALL);

        String text = encoder.batch(batch(
                        danmaku(7, 1_000, "a", Style.DEFAULT),
                        danmaku(8, 1_000, "b", style),
                        danmaku(12, 1_250, "c", Style.DEFAULT),
                        danmaku(13, 1_250, "d", Style.DEFAULT)))
                .encoded()
                .text();

        assertThat(text)
                .contains("\"items\":[{\"user\":\"ann\",\"text\":\"a\"},"
                        + "{\"user\":\"ann\",\"text\":\"b\",\"mode\":\"top\",\"color\":\"#FF0000\",\"size\":\"small\"},"
                        + "{\"id\":12,\"at\":250,\"user\":\"ann\",\"text\":\"c\"},"
                        + "{\"at\":250,\"user\":\"ann\",\"text\":\"d\"}]");
    }

    @Test
    void batch_thinnedAndCombined_saysWhatIsNotAmongTheItems() {
        Danmaku shown = danmaku(7, 1_000, "666", Style.DEFAULT);
        Danmaku leftOut = danmaku(9, 1_000, "x", Style.DEFAULT);

        String text = encoder.batch(new Batch(
                        new RoomId("lobby"),
                        "e1",
                        3,
                        2,
                        List.of(shown),
                        9,
                        Map.of(7L, 2),
                        1,
                        Map.of(Omission.RATE, List.of(leftOut))))
                .text();

        assertThat(text)
                .endsWith("\"at\":1000,\"last\":9,\"omitted\":{\"rate\":1},\"combined\":1,"
                        + "\"items\":[{\"user\":\"ann\",\"text\":\"666\",\"count\":2}]}");
    }

    @Test
    void batch_quotesAndLineSeparators_areEscaped() {
        String text = encoder.batch(batch(danmaku(1, 0, "\"\\</script>😀", Style.DEFAULT)))
                .encoded()
                .text();

        assertThat(text).contains("\"text\":\"\\\"\\\\</script>😀\"");
    }

    @Test
    void hello_room_tellsWhereTheViewerIs() {
        RoomStatus status = new RoomStatus(
                new RoomId("lobby"),
                "e1",
                41,
                3,
                3,
                Duration.ofSeconds(1),
                Balance.NONE,
                0,
                new RoomStatus.History(2, 500));

        assertThat(encoder.hello(
                        status,
                        42,
                        null,
                        Duration.ofSeconds(30),
                        new Author("guest-1", Lane.ORDINARY),
                        100,
                        16_384,
                        Rules.NONE))
                .isEqualTo(
                        "{\"type\":\"hello\",\"room\":\"lobby\",\"epoch\":\"e1\",\"seq\":41,\"from\":42,\"window\":1000,\"heartbeat\":30000,\"online\":3,"
                                + "\"user\":\"guest-1\",\"rights\":[\"watch\",\"post\"],\"limits\":{\"text\":100,\"message\":16384}}");
        assertThat(encoder.hello(
                        status,
                        38,
                        true,
                        Duration.ofSeconds(30),
                        new Author("guest-1", Lane.ORDINARY),
                        100,
                        16_384,
                        Rules.NONE))
                .contains("\"seq\":41,\"recovered\":true,\"from\":38,");
    }

    @Test
    void ack_withoutRef_leavesItOut() {
        assertThat(encoder.ack(null, 9)).isEqualTo("{\"type\":\"ack\",\"id\":9}");
    }

    @Test
    void error_whereWaitingHelps_saysHowLong() {
        Refusal refusal = new Refusal(ErrorCode.ROOM_BUSY, "full", Duration.ofMillis(1500));

        assertThat(encoder.error("c1", refusal))
                .isEqualTo(
                        "{\"type\":\"error\",\"ref\":\"c1\",\"code\":\"room_busy\",\"message\":\"full\",\"retryAfterMs\":1500}");
    }

    @Test
    void error_batchesGone_saysFromWhereOnTheyAreThere() {
        assertThat(encoder.error("g1", Refusal.historyGone(44)))
                .contains("\"ref\":\"g1\",\"code\":\"history_gone\"")
                .endsWith("\"from\":44}");
    }

    @Test
    void batches_severalAndNone_areTheirOwnJson() {
        RoomStatus status = new RoomStatus(
                new RoomId("lobby"),
                "e1",
                41,
                3,
                3,
                Duration.ofSeconds(1),
                Balance.NONE,
                0,
                new RoomStatus.History(2, 500));
        String batch = encoder.batch(batch(danmaku(7, 1_000, "]}", Style.DEFAULT)))
                .encoded()
                .text();
        Encoded encoded = TestFrames.frame(3, batch).encoded();

        assertThat(encoder.batches(status, false, 3, List.of(encoded, encoded), null))
                .isEqualTo(
                        "{\"room\":\"lobby\",\"epoch\":\"e1\",\"seq\":41,\"recovered\":false,\"from\":3,\"batches\":["
                                + batch + "," + batch + "]}");
        assertThat(encoder.batches(status, null, 42, List.of(), null)).endsWith("\"from\":42,\"batches\":[]}");
    }

    @Test
    void skipped_one_isSingular() {
        assertThat(encoder.skipped(1)).contains("1 batch was left out").contains("\"skipped\":1");
    }

    private static Batch batch(Danmaku... items) {
        return new Batch(new RoomId("lobby"), "e1", 3, 2, List.of(items));
    }

    private static Danmaku danmaku(long id, long at, String text, Style style) {
        return new Danmaku(id, at, new Draft(new Author("ann", Lane.ORDINARY), text, style));
    }
}
