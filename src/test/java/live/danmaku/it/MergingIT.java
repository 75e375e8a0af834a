package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** How a room gathers danmaku. */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class MergingIT extends ServerContract {
    private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();
    /** Of a window: what arrives a little early because the batch before it was late is in time. */
    private static final long JITTER_NANOS = Duration.ofMillis(300).toNanos();

    @Test
    void afterAQuietWindow_theFirstLeavesAtOnce_andTheRestTogetherAtTheWindowsEnd() {
        TestViewer viewer = join();

        viewer.post("first");
        JsonObject first = viewer.next("batch");
        long firstAt = System.nanoTime();
        viewer.post("second");
        viewer.post("third");
        JsonObject rest = viewer.next("batch");

        assertThat(texts(first)).containsExactly("first");
        assertThat(texts(rest)).containsExactly("second", "third");
        assertThat(System.nanoTime() - firstAt).isGreaterThan(WINDOW_NANOS - JITTER_NANOS);
    }

    @Test
    void whateverIsPosted_atMostOneBatchAWindowLeaves() {
        TestViewer viewer = join();
        List<String> texts = new ArrayList<>();
        long start = System.nanoTime();
        long batches = 0;

        for (int i = 0; System.nanoTime() - start < 3 * WINDOW_NANOS; i++) {
            viewer.post("n" + i);
            JsonObject message = viewer.next();
            while (!message.getString("type").equals("ack")) {
                texts.addAll(texts(message));
                batches++;
                message = viewer.next();
            }
        }
        long windows = (System.nanoTime() - start) / WINDOW_NANOS;

        assertThat(batches).isBetween(2L, windows + 1);
        assertThat(texts).doesNotHaveDuplicates();
    }
}
