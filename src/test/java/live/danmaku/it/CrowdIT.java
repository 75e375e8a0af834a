package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Viewers and connects beyond what a server may take: 2 in a room, 4 from an address, 6 in all, 50 connects a second. */
@EnumSource(names = {"CROWDED_WILDFLY", "CROWDED_PAYARA_MICRO"})
class CrowdIT extends ServerContract {

    private static final String HERE = "127.0.0.1";
    private static final String THERE = "127.0.0.2";
    private static final String ELSEWHERE = "127.0.0.3";

    /** The few places are free for the next test. */
    @AfterEach
    void awaitNobody() {
        leaveRooms();
        await().atMost(TestViewer.PATIENCE)
                .until(() -> TestViewer.json(http.health("ready").body()).getInt("viewers") == 0);
    }

    @Test
    void oneViewerTooManyInARoom_isAnswered503_untilOneLeaves() {
        RawViewer first = enter(HERE, room);
        enter(HERE, room);

        assertRefused(ask(HERE, room), 503, "room_full");

        first.close();
        await().atMost(TestViewer.PATIENCE).until(() -> ask(HERE, room).status() == 101);
    }

    @Test
    void aRoomWithALimitOfItsOwn_takesAsManyAsThat() {
        for (int i = 0; i < 3; i++) {
            enter(HERE, "large");
        }

        assertRefused(ask(HERE, "large"), 503, "room_full");
    }

    @Test
    void oneViewerTooManyFromAnAddress_isAnswered429_andAnotherAddressIsLetIn() {
        fill(HERE, 4);

        assertRefused(ask(HERE, room), 429, "too_many_from_address");
        enter(THERE, room);
    }

    @Test
    void oneViewerTooManyOnTheServer_isAnswered503() {
        fill(HERE, 4);
        fill(THERE, 2);

        assertRefused(ask(ELSEWHERE, room), 503, "node_full");
    }

    @Test
    void connectsThatComeTooFast_areAnswered503_withDifferentTimesToComeBack() {
        List<RawViewer> refused = new ArrayList<>();
        while (refused.size() < 10) {
            RawViewer asking = ask(HERE, room);
            if (asking.status() == 503 && asking.body().contains("too_many_connects")) {
                refused.add(asking);
            }
        }

        List<Integer> delays = refused.stream()
                .map(viewer -> Integer.valueOf(viewer.header("Retry-After")))
                .toList();
        assertThat(delays).allSatisfy(delay -> assertThat(delay).isBetween(1, 10));
        assertThat(delays.stream().distinct().count()).isGreaterThan(1);
        assertThat(TestViewer.json(http.get("node").body())
                        .getJsonObject("refusals")
                        .getInt("too_many_connects"))
                .isGreaterThanOrEqualTo(10);
        await().pollInterval(Duration.ofMillis(500))
                .atMost(TestViewer.PATIENCE)
                .until(() -> Stream.generate(() -> ask(HERE, room).body())
                        .limit(10)
                        .noneMatch(body -> body.contains("too_many_connects")));
    }

    private void fill(String address, int viewers) {
        for (int i = 0; i < viewers; i++) {
            enter(address, room + "." + address + "." + i);
        }
    }

    private RawViewer enter(String address, String into) {
        RawViewer viewer = ask(address, into);
        assertThat(viewer.status()).isEqualTo(101);
        assertThat(viewer.read(RawViewer.TEXT).text()).contains("\"hello\"");
        return viewer;
    }

    private RawViewer ask(String address, String into) {
        return closing(RawViewer.requestFrom(address, server.baseUri(), into));
    }

    private static void assertRefused(RawViewer asking, int status, String code) {
        assertThat(asking.status()).isEqualTo(status);
        assertThat(asking.header("Content-Type")).startsWith("application/problem+json");
        JsonObject problem = TestViewer.json(asking.body());
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getInt("retryAfterMs")).isPositive();
        assertThat(Integer.parseInt(asking.header("Retry-After"))).isPositive();
    }
}
