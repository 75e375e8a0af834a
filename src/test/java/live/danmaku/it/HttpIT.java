package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Posting and looking over HTTP. */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class HttpIT extends ServerContract {

    @Test
    void aPost_isAccepted_andDelivered() {
        TestViewer viewer = join();

        HttpResponse<String> response =
                http.postJson(room, "{\"text\":\"Polls close in ten minutes\",\"user\":\"Newsroom\",\"mode\":\"top\"}");

        assertThat(response.statusCode()).isEqualTo(202);
        JsonObject accepted = TestViewer.json(response.body());
        JsonObject batch = viewer.next("batch");
        assertThat(accepted.getString("room")).isEqualTo(room);
        assertThat(accepted.getString("epoch")).isEqualTo(batch.getString("epoch"));
        assertThat(accepted.getInt("id")).isEqualTo(batch.getInt("id"));
        JsonObject item = batch.getJsonArray("items").getJsonObject(0);
        assertThat(item.getString("user")).isEqualTo("Newsroom");
        assertThat(item.getString("text")).isEqualTo("Polls close in ten minutes");
        assertThat(item.getString("mode")).isEqualTo("top");
    }

    @Test
    void aPostWithoutUser_isAGuests() {
        TestViewer viewer = join();

        http.postText(room, "hi");

        assertThat(viewer.next("batch").getJsonArray("items").getJsonObject(0).getString("user"))
                .isEqualTo("guest");
    }

    @Test
    void aRoom_showsItsFigures() {
        TestViewer viewer = join();
        viewer.post("hi");
        viewer.next("batch");

        JsonObject figures = http.room(room);

        assertThat(figures.getString("room")).isEqualTo(room);
        assertThat(figures.getInt("seq")).isEqualTo(1);
        assertThat(figures.getInt("online")).isEqualTo(1);
        assertThat(figures.getInt("window")).isEqualTo(1000);
        assertThat(figures.getInt("accepted")).isEqualTo(1);
        assertThat(figures.getInt("batched")).isEqualTo(1);
        assertThat(figures.getInt("pending")).isZero();
        assertThat(figures.getInt("skipped")).isZero();
    }

    @Test
    void aViewerWhoLeaves_isNotCountedAnyMore() {
        TestViewer leaving = join();
        join();
        assertThat(http.room(room).getInt("online")).isEqualTo(2);

        leaving.close();

        await().atMost(TestViewer.PATIENCE).until(() -> http.room(room).getInt("online") == 1);
    }

    @Test
    void theList_hasEveryRoom_mostViewersFirst() {
        join();
        join();
        join();

        JsonObject list = TestViewer.json(http.get("rooms?limit=1000").body());

        assertThat(list.getInt("total")).isPositive();
        assertThat(list.getJsonArray("rooms").getValuesAs(JsonObject.class))
                .anyMatch(one -> one.getString("room").equals(room) && one.getInt("online") == 3)
                .isSortedAccordingTo((a, b) -> b.getInt("online") - a.getInt("online"));
    }

    @Test
    void theListsLimit_isKept() {
        join();
        join("second-" + room);

        JsonObject list = TestViewer.json(http.get("rooms?limit=1").body());

        assertThat(list.getJsonArray("rooms")).hasSize(1);
        assertThat(list.getInt("total")).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "x", "1.5", ""})
    void aListLimitOutOfRange_isRefused(String limit) {
        assertProblem(http.get("rooms?limit=" + limit), 422, "invalid_field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | not_json       | {",
                "400 | not_json       | `   `",
                "400 | not_json       | []",
                "400 | not_json       | \"text\"",
                "422 | text_missing   | {}",
                "422 | text_missing   | {\"text\":null}",
                "422 | text_missing   | {\"text\":\"  \"}",
                "422 | text_invalid   | {\"text\":\"a\\nb\"}",
                "422 | text_invalid   | {\"text\":\"\\ud800\"}",
                "422 | invalid_field  | {\"text\":1}",
                "422 | invalid_field  | {\"text\":\"a\",\"mode\":\"up\"}",
                "422 | invalid_field  | {\"text\":\"a\",\"color\":\"red\"}",
                "422 | invalid_field  | {\"text\":\"a\",\"size\":7}",
                "422 | invalid_field  | {\"text\":\"a\",\"user\":\"\"}",
                "422 | invalid_field  | {\"text\":\"a\",\"user\":\"123456789012345678901234567890123\"}",
            })
    void aBadPost_isRefused_andNotDelivered(int status, String code, String body) {
        TestViewer viewer = join();

        assertProblem(http.postJson(room, body), status, code);
        http.postText(room, "good");

        assertThat(texts(viewer.next("batch"))).containsExactly("good");
    }

    @Test
    void aTextOf101Characters_isRefused() {
        assertProblem(http.postText(room, "x".repeat(101)), 422, "text_too_long");
    }

    @Test
    void aBodyAboveTheLimit_isRefused() {
        assertProblem(http.postText(room, "x".repeat(16_384)), 413, "message_too_big");
    }

    @Test
    void aBodyThatIsNotUtf8_isRefused() {
        assertProblem(
                HttpApi.send(http.request("rooms/" + room + "/danmaku")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xff, '}'}))),
                400,
                "not_json");
    }

    @Test
    void anotherMediaType_isRefused() {
        assertProblem(
                HttpApi.send(http.request("rooms/" + room + "/danmaku")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("hi"))),
                415,
                "unsupported_media_type");
    }

    @Test
    void aMediaTypeThatCannotBeAnswered_isRefused() {
        HttpRequest.Builder request = http.request("rooms").header("Accept", "image/png");

        assertProblem(HttpApi.send(request.GET()), 406, "not_acceptable");
    }

    @Test
    void anotherMethod_isRefused() {
        assertProblem(HttpApi.send(http.request("rooms/" + room).DELETE()), 405, "method_not_allowed");
    }

    @Test
    void anUnknownRoom_isNotFound() {
        assertProblem(http.get("rooms/" + room), 404, "room_unknown");
    }

    @Test
    void anUnknownPath_isNotFound() {
        assertProblem(http.get("nothing/here"), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%20",
                "a%20b",
                "%E6%88%BF",
                "a!b",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void aBadRoomId_isRefused(String id) {
        assertProblem(http.postText(id, "hi"), 400, "room_invalid");
        assertProblem(http.get("rooms/" + id), 400, "room_invalid");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        Problems.assertProblem(response, status, code);
    }
}
