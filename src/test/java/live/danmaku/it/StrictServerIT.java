package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Heartbeats and limits, on servers where both are low. */
@EnumSource(names = {"STRICT_WILDFLY", "STRICT_PAYARA_MICRO"})
class StrictServerIT extends ServerContract {
    /** Heartbeats of 1 second: longer than WildFly's read time-out of 3 seconds here. */
    private static final int PINGS = 6;

    /** The few rooms that the server may have are there for the next test. */
    @AfterEach
    void awaitNoRooms() {
        leaveRooms();
        await().atMost(TestViewer.PATIENCE)
                .until(() -> TestViewer.json(http.get("rooms").body()).getInt("total") == 0);
    }

    @Test
    void aViewerWhoOnlyWatches_staysForAsLongAsItAnswersPings() {
        RawViewer watcher = joinRaw();

        for (int i = 0; i < PINGS; i++) {
            watcher.send(RawViewer.PONG, true, watcher.read(RawViewer.PING).payload());
        }
        http.postText(room, "still here?");

        assertThat(watcher.readMessage("batch").text()).contains("still here?");
    }

    @Test
    void metrics_areTheApplicationsOwn_alsoWhereTheServerHasTheirLibraryItself() {
        assertThat(HttpApi.send(http.metrics().GET()).body()).contains("\ndanmaku_rooms ");
    }

    @Test
    void aViewerWhoAnswersNoPing_isClosedWith1013() {
        RawViewer dead = joinRaw();

        assertThat(dead.closeCode()).isEqualTo(1013);
        await().atMost(TestViewer.PATIENCE)
                .until(() -> http.get("rooms/" + room).statusCode() == 404
                        || http.room(room).getInt("online") == 0);
    }

    @Test
    void aFullRoom_refusesWith429_andSaysWhenToComeBack() {
        HttpResponse<String> response = http.postText(room, "n");
        for (int i = 0; i < 200 && response.statusCode() == 202; i++) {
            response = http.postText(room, "n" + i);
        }

        JsonObject problem = Problems.assertProblem(response, 429, "room_busy");
        assertThat(problem.getInt("retryAfterMs")).isBetween(1, 5_000);
        assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 5L);
    }

    @Test
    void aViewersPostIntoAFullRoom_isRefused_andTheConnectionStays() {
        TestViewer viewer = join();
        for (int i = 0; i < 200 && http.postText(room, "n" + i).statusCode() == 202; ) {
            i++;
        }

        viewer.send("{\"type\":\"post\",\"ref\":\"c1\",\"text\":\"too much\"}");

        JsonObject error = viewer.next("error");
        assertThat(error.getString("code")).isEqualTo("room_busy");
        assertThat(error.getString("ref")).isEqualTo("c1");
        assertThat(error.getInt("retryAfterMs")).isPositive();
        viewer.send("{\"type\":\"ping\"}");
        viewer.next("pong");
    }

    @Test
    void oneRoomTooMany_isRefusedWith503_andSaysWhenToComeBack() {
        HttpResponse<String> response = http.postText(room, "n");
        for (int i = 0; i < 200 && response.statusCode() == 202; i++) {
            response = http.postText(room.substring(0, 30) + i, "n");
        }

        JsonObject problem = Problems.assertProblem(response, 503, "too_many_rooms");
        assertThat(problem.getInt("retryAfterMs")).isPositive();
        assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    }
}
