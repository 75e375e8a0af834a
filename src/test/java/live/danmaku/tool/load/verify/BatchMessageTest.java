package live.danmaku.tool.load.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import live.danmaku.tool.load.script.Comment;
import org.junit.jupiter.api.Test;

class BatchMessageTest {
    /** The example of docs/protocol.md. */
    private static final String EXAMPLE = """
            {"type":"batch","room":"lobby","epoch":"mbw3k9tq0f","seq":42,"online":3,"id":107,"at":1763836800000,"items":[\
            {"user":"guest-x7k2p9","text":"first!"},\
            {"at":35,"user":"Newsroom","text":"Welcome","mode":"top","color":"#FFD700","size":"large"},\
            {"id":110,"at":412,"user":"guest-q1m4zz","text":"哈哈哈"}]}""";

    @Test
    void of_example_fillsInWhatIsLeftOut() {
        BatchMessage message = read(EXAMPLE);

        assertThat(message.key()).isEqualTo(new BatchKey("mbw3k9tq0f", 42));
        assertThat(message.items())
                .containsExactly(
                        new Item(107, 1763836800000L, Comment.plain("first!")),
                        new Item(108, 1763836800035L, new Comment("Welcome", "top", "#FFD700", "large")),
                        new Item(110, 1763836800412L, Comment.plain("哈哈哈")));
    }

    @Test
    void of_example_coversItsItems() {
        BatchMessage message = read(EXAMPLE);

        assertThat(message.last()).isEqualTo(110);
        assertThat(message.combined() + message.omitted()).isZero();
    }

    @Test
    void of_thinnedBatch_saysWhatItCovers() {
        BatchMessage message = read(EXAMPLE.replace(
                "\"items\":", "\"last\":932,\"omitted\":{\"rate\":812,\"other\":3},\"combined\":8,\"items\":"));

        assertThat(message.last()).isEqualTo(932);
        assertThat(message.omitted()).isEqualTo(815);
        assertThat(message.combined()).isEqualTo(8);
    }

    @Test
    void of_missingOrWrongField_isRefused() {
        assertThatThrownBy(() -> read(EXAMPLE.replace("\"id\":107,", ""))).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> read(EXAMPLE.replace("\"seq\":42", "\"seq\":\"42\"")))
                .isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> read(EXAMPLE.replace("\"text\":\"first!\"", "\"text\":1")))
                .isInstanceOf(JsonException.class);
    }

    private static BatchMessage read(String message) {
        return BatchMessage.of(Catalogue.parse(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8))));
    }
}
