package live.danmaku.it;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What moderators do, over WebSocket and HTTP, and who may. */
@EnumSource(names = {"WILDFLY", "PAYARA_SERVER"})
class ActsIT extends ServerContract {

    private static final String ALL = "*";
    private static final int ROUNDS = 10;
    private static final int CLOSED_AT_ONCE = 50;
    private static final int OTHERS = 2;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"act\":\"close\"}",
                "{\"act\":\"recall\",\"epoch\":\"e\",\"ids\":[1]}",
                "{\"act\":\"mute\",\"user\":\"u1\"}",
                "{\"act\":\"announce\",\"text\":\"hi\"}"
            })
    void withoutTheRight_everyActIsForbidden_onEveryWay(String act) {
        TestViewer anonymous = join();
        TestViewer user = joinAs("u1", "watch", "post");

        for (TestViewer viewer : List.of(anonymous, user)) {
            viewer.send("{\"type\":\"moderate\",\"ref\":\"m1\"," + act.substring(1));
            JsonObject error = viewer.next("error");
            assertThat(error.getString("code")).isEqualTo("forbidden");
            assertThat(error.getString("ref")).isEqualTo("m1");
        }
        assertThat(act(room, act, null).statusCode()).isIn(401, 403);
        assertThat(act(room, act, TestTickets.of("u1", room, "watch", "post")).statusCode())
                .isEqualTo(403);
        assertThat(act(room, act, TestTickets.of("host-1", "other", "moderate")).statusCode())
                .as("of another room")
                .isEqualTo(403);
        assertThat(actEverywhere(act, TestTickets.of("host-1", room, "moderate"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(list(TestTickets.of("u1", room, "watch", "post")).statusCode())
                .isEqualTo(403);
        anonymous.post("still here");
        assertThat(texts(anonymous.next("batch"))).containsExactly("still here");
    }

    @Test
    void recall_isToldToViewers_andTheTextIsNowhereAnyMore() {
        TestViewer viewer = join();
        TestViewer moderator = joinAs("host-1", "watch", "post", "moderate");
        viewer.post("slur");
        viewer.post("fine");
        List<String> seen = nextTexts(viewer, 2);
        assertThat(seen).containsExactly("slur", "fine");
        String epoch = http.room(room).getString("epoch");

        moderator.send(
                "{\"type\":\"moderate\",\"ref\":\"m1\",\"act\":\"recall\",\"epoch\":\"" + epoch + "\",\"ids\":[1]}");

        JsonObject ack = moderator.next("ack");
        assertThat(ack.getString("ref")).isEqualTo("m1");
        assertThat(http.get("rooms/" + room + "/batches?omitted=true").body())
                .contains("fine")
                .doesNotContain("slur");
        assertThat(viewer.next("batch")
                        .getJsonObject("acts")
                        .getJsonArray("recalled")
                        .getInt(0))
                .isEqualTo(1);
        TestViewer back = closing(TestViewer.join(server.baseUri(), room + "?epoch=" + epoch + "&since=0"));
        assertThat(back.next("hello").getBoolean("recovered")).isTrue();
        assertThat(nextTexts(back, 1)).containsExactly("fine");
        assertThat(act(room, "{\"act\":\"recall\",\"epoch\":\"" + epoch + "\",\"ids\":[99]}", moderator())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void mute_ofAUser_isNotEvadedByReconnecting() {
        TestViewer muted = joinAs("u1", "watch", "post");
        muted.post("slur");
        muted.next("batch");

        HttpResponse<String> done = act(
                room,
                "{\"act\":\"mute\",\"id\":1,\"epoch\":\"" + http.room(room).getString("epoch") + "\"}",
                moderator());

        assertThat(done.body()).contains("\"done\":[\"mute-user u1\"]");
        muted.post("again");
        assertThat(muted.next("error").getString("code")).isEqualTo("muted");
        TestViewer back = joinAs("u1", "watch", "post");
        back.post("again");
        assertThat(back.next("error").getString("code")).isEqualTo("muted");
        assertThat(posted(TestTickets.of("u1", room, "watch", "post")).statusCode())
                .isEqualTo(403);
        TestViewer other = joinAs("u2", "watch", "post");
        other.post("hello");
        assertThat(other.next("ack").getInt("id")).isEqualTo(2);
    }

    @Test
    void mute_ofAnAnonymousViewer_isItsNetworks_andNotEvadedByReconnecting() {
        TestViewer muted = join();
        muted.post("slur");
        JsonObject batch = muted.next("batch");

        HttpResponse<String> done = act(
                room,
                "{\"act\":\"mute\",\"id\":1,\"for\":60000,\"epoch\":\"" + batch.getString("epoch") + "\"}",
                moderator());

        assertThat(done.body()).contains("mute-network 127.0.0.1 until ");
        TestViewer back = join();
        back.post("again");
        JsonObject error = back.next("error");
        assertThat(error.getString("code")).isEqualTo("muted");
        assertThat(error.getInt("retryAfterMs")).isBetween(1, 60_000);
        assertThat(posted(null).statusCode()).isEqualTo(403);
        assertThat(act(room, "{\"act\":\"unmute\",\"address\":\"127.0.0.1\"}", moderator())
                        .statusCode())
                .isEqualTo(200);
        back.post("sorry");
        assertThat(back.next("ack").getInt("id")).isEqualTo(2);
    }

    @Test
    void silence_pinAndSlowMode_areToldToWhoIsThere_andToWhoComesLater() {
        TestViewer viewer = join();

        act(room, "{\"act\":\"silence\",\"below\":\"vip\",\"for\":60000}", moderator());
        act(room, "{\"act\":\"pin\",\"text\":\"<b>Be kind</b>\"}", moderator());

        viewer.post("shh");
        JsonObject error = viewer.next("error");
        assertThat(error.getString("code")).isEqualTo("room_silenced");
        TestViewer late = closing(TestViewer.join(server.baseUri(), room));
        JsonObject rules = late.next("hello").getJsonObject("rules");
        assertThat(rules.getString("pinned")).isEqualTo("<b>Be kind</b>");
        assertThat(rules.getJsonObject("silence").getString("below")).isEqualTo("vip");
        assertThat(list(moderator()).body()).contains("\"kind\":\"silence\"", "\"kind\":\"pin\"");
        act(room, "{\"act\":\"unsilence\"}", moderator());
        viewer.post("hello");
        assertThat(viewer.next("ack").getInt("id")).isEqualTo(1);
    }

    @Test
    void announce_everywhere_reachesEveryRoom() {
        TestViewer here = join();
        TestViewer there = join(room + "-b");

        actEverywhere(
                "{\"act\":\"announce\",\"text\":\"Back in five\"}",
                TestTickets.of("host-1", ALL, "moderate", "moderate_everywhere"));

        for (TestViewer viewer : List.of(here, there)) {
            assertThat(viewer.next("batch")
                            .getJsonObject("acts")
                            .getJsonArray("notices")
                            .getString(0))
                    .isEqualTo("Back in five");
        }
    }

    @Test
    void close_endsTheRoom_withACodeThatSaysDoNotComeBack_untilItIsReopened() {
        TestViewer viewer = join();

        act(room, "{\"act\":\"close\"}", moderator());

        assertThat(viewer.closeCode()).isEqualTo(1008);
        assertThat(viewer.closeReason()).isEqualTo("the room is closed");
        TestViewer again = closing(TestViewer.join(server.baseUri(), room));
        assertThat(again.closeCode()).isEqualTo(1008);
        assertThat(again.closeReason()).isEqualTo("the room is closed");
        assertThat(posted(null).statusCode()).isEqualTo(403);
        act(room, "{\"act\":\"reopen\"}", moderator());
        join().post("open again");
    }

    /** Payara hands request objects on when a WebSocket ends: nobody may be using one then. */
    @Test
    void close_ofManyAtOnce_againAndAgain_disturbsNobodyWhoComes() {
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Integer>> others = Stream.generate(() -> supplyAsync(() -> comeAndGo(over)))
                .limit(OTHERS)
                .toList();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<TestViewer> viewers =
                        Stream.generate(this::join).limit(CLOSED_AT_ONCE).toList();
                act(room, "{\"act\":\"close\"}", moderator());
                assertThat(viewers).allMatch(viewer -> viewer.closeCode() == 1008);
                act(room, "{\"act\":\"reopen\"}", moderator());
            }
        } finally {
            over.set(true);
        }
        assertThat(others).allSatisfy(other -> assertThat(other.join()).isPositive());
    }

    /** Viewers of another room, one after the other, each of whom is greeted; how many that were. */
    private int comeAndGo(AtomicBoolean over) {
        int came = 0;
        while (!over.get()) {
            try (RawViewer viewer = RawViewer.join(server.baseUri(), room + "-other")) {
                viewer.readMessage("hello");
                came++;
            }
        }
        return came;
    }

    @Test
    void mute_survivesARedeploy_andIsRecorded() throws IOException {
        HttpResponse<String> done =
                act(room, "{\"act\":\"mute\",\"user\":\"u-redeployed\",\"for\":600000}", moderator());
        assertThat(done.body()).contains("\"durable\":true");
        assertThat(Files.readString(server.logFile()))
                .contains("act=mute room=" + room + " who=\"host-1\" from=\"127.0.0.1\"")
                .contains("mute-user u-redeployed until ");

        on.administered().redeploy();

        await().atMost(TestViewer.PATIENCE)
                .untilAsserted(() -> assertThat(list(moderator()).body()).contains("u-redeployed"));
        try (JmxClient jmx = JmxClient.connect(server)) {
            await().atMost(TestViewer.PATIENCE)
                    .untilAsserted(() -> assertThat((CompositeData[]) jmx.read("Audit"))
                            .filteredOn(act -> act.get("room").equals(room))
                            .singleElement()
                            .satisfies(act -> assertThat(act.get("act")).isEqualTo("mute")));
        }
        TestViewer back = joinAs("u-redeployed", "watch", "post");
        back.post("again");
        assertThat(back.next("error").getString("code")).isEqualTo("muted");
    }

    private TestViewer joinAs(String user, String... rights) {
        TestViewer viewer =
                closing(TestViewer.join(server.baseUri(), room + "?ticket=" + TestTickets.of(user, room, rights)));
        viewer.next("hello");
        return viewer;
    }

    private String moderator() {
        return TestTickets.of("host-1", room, "watch", "moderate");
    }

    private HttpResponse<String> act(String where, String body, @Nullable String ticket) {
        return send("rooms/" + where + "/acts", body, ticket);
    }

    private HttpResponse<String> actEverywhere(String body, @Nullable String ticket) {
        return send("acts", body, ticket);
    }

    private HttpResponse<String> posted(@Nullable String ticket) {
        return send("rooms/" + room + "/danmaku", "{\"text\":\"again\"}", ticket);
    }

    private HttpResponse<String> list(String ticket) {
        return HttpApi.send(http.request("rooms/" + room + "/acts")
                .header("Authorization", "Bearer " + ticket)
                .GET());
    }

    private HttpResponse<String> send(String path, String body, @Nullable String ticket) {
        var request =
                http.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return HttpApi.send(ticket == null ? request : request.header("Authorization", "Bearer " + ticket));
    }
}
