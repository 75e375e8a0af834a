package live.danmaku.bench.layout;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import live.danmaku.TestFrames;
import live.danmaku.bench.Sample;
import live.danmaku.encode.Encoder;
import live.danmaku.model.Batch;
import org.junit.jupiter.api.Test;

/** The study measures what the server sends. */
class LayoutTest {

    @Test
    void message_rows_isWhatTheEncoderWrites() {
        Batch batch = Sample.of(0).batch(50);
        Jsonb jsonb = JsonbBuilder.create();
        try (Encoder encoder = new Encoder(TestFrames.FACTORY)) {
            assertThat(jsonb.toJson(Layout.ROWS.message(batch)))
                    .isEqualTo(encoder.batch(batch).text());
        }
    }
}
