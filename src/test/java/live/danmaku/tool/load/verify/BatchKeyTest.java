package live.danmaku.tool.load.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchKeyTest {
    @Test
    void scan_batch_findsEpochAndNumber() {
        assertThat(
                        scan(
                                "{\"type\":\"batch\",\"room\":\"lobby\",\"epoch\":\"mbw3k9\",\"seq\":42,\"online\":3,\"items\":[]}"))
                .isEqualTo(new BatchKey("mbw3k9", 42));
    }

    @Test
    void scan_otherMessages_areNone() {
        assertThat(scan("{\"type\":\"pong\",\"seq\":42,\"online\":3}")).isNull();
        assertThat(scan("{\"type\":\"hello\",\"room\":\"lobby\",\"epoch\":\"mbw3k9\",\"seq\":42}"))
                .isNull();
        assertThat(scan("")).isNull();
    }

    @Test
    void scan_whatSomebodyWrote_isNotTakenForFields() {
        assertThat(scan("{\"type\":\"batch\",\"items\":[{\"text\":\"\\\"epoch\\\":\\\"x\\\",\\\"seq\\\":1,\"}]}"))
                .isNull();
    }

    @Test
    void scan_cutOffNumber_isNone() {
        assertThat(scan("{\"type\":\"batch\",\"epoch\":\"e\",\"seq\":4")).isNull();
    }

    private static @Nullable BatchKey scan(String message) {
        return BatchKey.scan(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
    }
}
