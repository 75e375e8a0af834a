package live.danmaku.bench.layout;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import live.danmaku.TestFrames;
import live.danmaku.bench.Sample;
import live.danmaku.encode.Encoder;
import live.danmaku.merge.Merger;
import live.danmaku.merge.Thinning;
import live.danmaku.model.Batch;
import live.danmaku.model.RoomId;
import org.junit.jupiter.api.Test;

/** The study measures what the server sends. */
class LayoutTest {

    @Test
    void message_rows_isWhatTheEncoderWrites() {
        assertSame(Sample.of(0).batch(50));
    }

    @Test
    void message_rowsOfAThinnedWindow_isWhatTheEncoderWrites() {
        assertSame(new Merger()
                .merge(
                        new RoomId("lobby"),
                        "e1",
                        1,
                        1,
                        new Thinning(20, 30, true),
                        Sample.of(5).window(400)));
    }

    /** The study's windows have no holes in their ids, and its layouts no place for them. */
    private static String withoutIds(String batch) {
        return batch.replaceAll("\\{\"id\":\\d+,", "{");
    }

    private static void assertSame(Batch batch) {
        Jsonb jsonb = JsonbBuilder.create();
        try (Encoder encoder = new Encoder(TestFrames.FACTORY)) {
            assertThat(jsonb.toJson(Layout.ROWS.message(batch)))
                    .isEqualTo(withoutIds(encoder.batch(batch).text()));
        }
    }
}
