package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** From a post to everybody's batch. */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class PostingIT extends ServerContract {

    @Test
    void aPost_isAcknowledged_andArrivesUnderThatId() {
        TestViewer viewer = join();

        viewer.send("{\"type\":\"post\",\"ref\":\"c1\",\"text\":\"first!\"}");

        // The batch may overtake the acknowledgement.
        JsonObject one = viewer.next();
        JsonObject other = viewer.next();
        JsonObject ack = one.getString("type").equals("ack") ? one : other;
        JsonObject batch = ack == one ? other : one;
        assertThat(ack.getString("ref")).isEqualTo("c1");
        assertThat(batch.getString("type")).isEqualTo("batch");
        assertThat(batch.getString("room")).isEqualTo(room);
        assertThat(batch.getInt("seq")).isEqualTo(1);
        assertThat(batch.getInt("id")).isEqualTo(ack.getInt("id"));
        assertThat(texts(batch)).containsExactly("first!");
    }

    @Test
    void aPostWithoutRef_isAcknowledgedWithoutRef() {
        TestViewer viewer = join();

        viewer.post("hi");

        assertThat(viewer.next("ack").keySet()).containsExactlyInAnyOrder("type", "id");
    }

    @Test
    void style_travels_andDefaultsAreLeftOut() {
        TestViewer viewer = join();

        viewer.send("{\"type\":\"post\",\"text\":\"a\",\"mode\":\"top\",\"color\":\"#ffd700\",\"size\":\"large\"}");
        JsonObject styled = viewer.next("batch").getJsonArray("items").getJsonObject(0);
        viewer.send("{\"type\":\"post\",\"text\":\"b\",\"mode\":\"scroll\",\"color\":null,\"size\":\"normal\"}");
        JsonObject plain = viewer.next("batch").getJsonArray("items").getJsonObject(0);

        assertThat(styled.getString("mode")).isEqualTo("top");
        assertThat(styled.getString("color")).isEqualToIgnoringCase("#FFD700");
        assertThat(styled.getString("size")).isEqualTo("large");
        assertThat(plain.keySet()).containsExactlyInAnyOrder("user", "text");
    }

    @Test
    void allViewersGetTheSameBytes_numberedWithoutGap() {
        TestViewer one = join();
        TestViewer other = join();

        for (String text : List.of("a", "b", "c")) {
            one.post(text);
            String batch = one.nextRaw("batch");
            assertThat(other.nextRaw("batch")).isEqualTo(batch);
            assertThat(TestViewer.json(batch).getInt("seq")).isEqualTo(text.charAt(0) - 'a' + 1);
        }
    }

    @Test
    void ids_growInTheOrderOfAcceptance() {
        TestViewer viewer = join();

        for (int i = 0; i < 20; i++) {
            viewer.post("n" + i);
        }

        assertThat(nextTexts(viewer, 20)).containsExactlyElementsOf(numbered(20));
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
    }

    @Test
    void rooms_areApart() {
        TestViewer here = join();
        TestViewer elsewhere = join("room-" + UUID.randomUUID());

        elsewhere.post("not for you");
        assertThat(texts(elsewhere.next("batch"))).containsExactly("not for you");
        here.post("for you");

        assertThat(texts(here.next("batch"))).containsExactly("for you");
        elsewhere.send("{\"type\":\"ping\"}");
        assertThat(elsewhere.nextRaw("pong")).contains("\"seq\":1,");
    }

    @Test
    void markup_isDeliveredAsItIs() {
        String markup = "<script>alert(\"x\")</script> & 'quotes' \\\\ </b>";
        TestViewer viewer = join();

        viewer.post(markup);

        assertThat(texts(viewer.next("batch"))).containsExactly(markup);
    }

    @Test
    void emojiAndLetters_ofEveryPlane_arriveWhole() {
        String text = "哈哈哈 😀 👨‍👩‍👧 é ก็ 𠮷";
        TestViewer viewer = join();

        viewer.post(text);

        assertThat(texts(viewer.next("batch"))).containsExactly(text);
    }

    @Test
    void aHundredEmoji_areAHundredCharacters() {
        TestViewer viewer = join();

        viewer.post("😀".repeat(100));

        assertThat(texts(viewer.next("batch"))).containsExactly("😀".repeat(100));
    }

    @Test
    void whiteSpaceAtBothEnds_isTakenOff_andNotCounted() {
        TestViewer viewer = join();

        viewer.post("  " + "x".repeat(100) + "  ");

        assertThat(texts(viewer.next("batch"))).containsExactly("x".repeat(100));
    }

    @Test
    void ping_isAnswered_withTheRoomsFigures() {
        TestViewer viewer = join();

        viewer.send("{\"type\":\"ping\"}");

        assertThat(viewer.next().toString()).isEqualTo("{\"type\":\"pong\",\"seq\":0,\"online\":1}");
    }
}
