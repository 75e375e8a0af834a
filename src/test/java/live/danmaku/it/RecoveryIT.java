package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Coming back, coming late, and asking for what is missing. */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO"})
class RecoveryIT extends ServerContract {

    private static final int POSTS = 1_500;

    @Test
    void aViewerThatComesBackAgainAndAgain_missesNothing_andGetsNothingTwice() {
        TestViewer steady = join();
        TestViewer first = closing(TestViewer.join(server.baseUri(), room));
        String epoch = first.next("hello").getString("epoch");
        first.close();
        CompletableFuture<Void> posting =
                CompletableFuture.runAsync(() -> IntStream.range(0, POSTS).forEach(i -> http.postText(room, "n" + i)));

        List<String> heard = new ArrayList<>();
        long seq = 0;
        int connections = 0;
        while (heard.size() < POSTS) {
            try (TestViewer back = rejoin(epoch, seq)) {
                JsonObject hello = back.next("hello");
                assertThat(hello.getBoolean("recovered")).isTrue();
                assertThat(hello.getInt("from")).isEqualTo(seq + 1);
                JsonObject batch = back.next("batch");
                assertThat(batch.getInt("seq")).isEqualTo(seq + 1);
                seq++;
                connections++;
                heard.addAll(texts(batch));
            }
        }
        posting.join();

        assertThat(heard)
                .isEqualTo(IntStream.range(0, POSTS).mapToObj(i -> "n" + i).toList());
        assertThat(nextTexts(steady, POSTS)).isEqualTo(heard);
        assertThat(connections).isGreaterThan(1);
        await().atMost(TestViewer.PATIENCE).until(() -> figures().bytesInUse() == 0);
    }

    @Test
    void manyViewersThatComeBackTogether_getTheSameBatches_thoughPostsGoOn() {
        TestViewer steady = join();
        List<String> before = postBatches(steady, 5);
        String epoch = http.room(room).getString("epoch");

        List<TestViewer> back =
                Stream.generate(() -> closing(rejoin(epoch, 1))).limit(100).toList();
        http.postText(room, "meanwhile");

        List<String> expected =
                Stream.concat(before.stream().skip(1), Stream.of("meanwhile")).toList();
        assertThat(back).allSatisfy(viewer -> {
            List<String> heard = new ArrayList<>();
            for (int seq = 2; seq <= 6; seq++) {
                JsonObject batch = viewer.next("batch");
                assertThat(batch.getInt("seq")).isEqualTo(seq);
                heard.addAll(texts(batch));
            }
            assertThat(heard).isEqualTo(expected);
        });
        await().atMost(TestViewer.PATIENCE).until(() -> figures().bytesInUse() == 0);
    }

    @Test
    void awayForTooLong_isSaid_withWhereTheBatchesBegin() {
        TestViewer steady = join(Servers.FORGETFUL_ROOM);
        steady.post("forgotten");
        int seq = steady.next("batch").getInt("seq");
        String epoch = http.room(Servers.FORGETFUL_ROOM).getString("epoch");
        await().atMost(TestViewer.PATIENCE)
                .until(() -> batches(Servers.FORGETFUL_ROOM, "").isEmpty());

        TestViewer back = closing(
                TestViewer.join(server.baseUri(), Servers.FORGETFUL_ROOM + "?epoch=" + epoch + "&since=" + (seq - 1)));

        JsonObject hello = back.next("hello");
        assertThat(hello.getBoolean("recovered")).isFalse();
        assertThat(hello.getInt("from")).isEqualTo(seq + 1);
        back.post("remembered");
        assertThat(texts(back.next("batch"))).containsExactly("remembered");

        back.send("{\"type\":\"recover\",\"ref\":\"g1\",\"from\":" + seq + ",\"to\":" + (seq + 1) + "}");
        JsonObject error = back.next("error");
        assertThat(error.getString("code")).isEqualTo("history_gone");
        assertThat(error.getString("ref")).isEqualTo("g1");
        assertThat(error.getInt("from")).isGreaterThan(seq);
    }

    @Test
    void anotherEpoch_isSaid_andWhatIsKeptFollows() {
        postBatches(join(), 3);

        TestViewer back = closing(rejoin("e0", 17));

        JsonObject hello = back.next("hello");
        assertThat(hello.getBoolean("recovered")).isFalse();
        assertThat(hello.getInt("from")).isEqualTo(1);
        assertThat(nextTexts(back, 3)).containsExactly("b0", "b1", "b2");
    }

    @Test
    void aNewViewer_mayHaveTheLastDanmaku_inWholeBatches() {
        TestViewer steady = join();
        postBatches(steady, 3);
        IntStream.range(0, 3).forEach(i -> steady.post("n" + i));
        nextTexts(steady, 3);

        TestViewer late = closing(TestViewer.join(server.baseUri(), room + "?last=4"));

        JsonObject hello = late.next("hello");
        assertThat(hello.containsKey("recovered")).isFalse();
        int from = hello.getInt("from");
        assertThat(from).isLessThanOrEqualTo(hello.getInt("seq"));
        assertThat(nextTexts(late, 4)).containsExactly("b2", "n0", "n1", "n2");
        late.post("live");
        assertThat(texts(late.next("batch"))).containsExactly("live");
    }

    @Test
    void missingBatches_areSentAgain_thenTheEndOfThem() {
        TestViewer viewer = join();
        postBatches(viewer, 4);

        viewer.send("{\"type\":\"recover\",\"ref\":\"g1\",\"from\":2,\"to\":3}");

        assertThat(viewer.next().getInt("seq")).isEqualTo(2);
        assertThat(texts(viewer.next())).containsExactly("b2");
        JsonObject end = viewer.next();
        assertThat(end.getString("type")).isEqualTo("recovered");
        assertThat(end.getString("ref")).isEqualTo("g1");
        assertThat(end.getInt("from")).isEqualTo(2);
        assertThat(end.getInt("to")).isEqualTo(3);
        assertThat(end.containsKey("gone")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"from\":0,\"to\":1",
                "\"from\":-2,\"to\":1",
                "\"from\":2,\"to\":1",
                "\"from\":\"1\",\"to\":1",
                "\"from\":1",
                "\"from\":1.5,\"to\":2",
                "\"from\":1,\"to\":1e999999999"
            })
    void aRangeThatIsNone_isRefused_andTheConnectionStays(String range) {
        TestViewer viewer = join();
        postBatches(viewer, 1);

        viewer.send("{\"type\":\"recover\",\"ref\":\"g1\"," + range + "}");

        JsonObject error = viewer.next("error");
        assertThat(error.getString("code")).isEqualTo("invalid_field");
        viewer.send("{\"type\":\"ping\"}");
        assertThat(viewer.next("pong").getInt("seq")).isEqualTo(1);
    }

    @Test
    void batchesOfTheFuture_areRefused_andTheConnectionStays() {
        TestViewer viewer = join();
        postBatches(viewer, 1);

        viewer.send("{\"type\":\"recover\",\"ref\":\"g1\",\"from\":1,\"to\":2}");
        assertThat(viewer.next("error").getString("code")).isEqualTo("seq_unknown");

        TestViewer ahead = closing(rejoin(http.room(room).getString("epoch"), 999_999_999_999_999_999L));
        JsonObject hello = ahead.next("hello");
        assertThat(hello.getBoolean("recovered")).isFalse();
        assertThat(hello.getInt("from")).isEqualTo(2);
        assertThat(ahead.next("error").getString("code")).isEqualTo("seq_unknown");
        ahead.post("still here");
        assertThat(texts(ahead.next("batch"))).containsExactly("still here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=5",
                "epoch=e1",
                "epoch=e1&since=-1",
                "epoch=e1&since=abc",
                "epoch=e1&since=1.5",
                "epoch=e1&since=99999999999999999999",
                "epoch=e1&since=1&since=2",
                "epoch=e%31&since=1",
                "epoch=&since=1",
                "last=0",
                "last=10001",
                "last=all"
            })
    void aPlaceToResumeFromThatIsNone_isAnswered400(String query) {
        RawViewer viewer = closing(RawViewer.request(server.baseUri(), "ws/rooms/" + room + "?" + query));

        assertThat(viewer.status()).isEqualTo(400);
    }

    @Test
    void aThousandRequestsAtOnce_areRefusedButForTheAllowance_andHarmNobody() {
        TestViewer greedy = join();
        TestViewer other = join();
        postBatches(greedy, 2);

        for (int i = 0; i < 1_000; i++) {
            greedy.send("{\"type\":\"recover\",\"ref\":\"g" + i + "\",\"from\":1,\"to\":2}");
        }

        int served = 0;
        int refused = 0;
        while (served + refused < 1_000) {
            JsonObject answer = greedy.next();
            switch (answer.getString("type")) {
                case "recovered" -> served++;
                case "error" -> {
                    assertThat(answer.getString("code")).isEqualTo("recover_limit");
                    assertThat(answer.getInt("retryAfterMs")).isPositive();
                    refused++;
                }
                default -> assertThat(answer.getString("type")).isEqualTo("batch");
            }
        }
        // 300 batches at once, and 10 a second while this goes on.
        assertThat(served).isBetween(1, 150 + 5 * (int) TestViewer.PATIENCE.toSeconds());
        assertThat(refused).isGreaterThan(500);
        other.post("unharmed");
        assertThat(nextTexts(other, 3)).contains("unharmed");
        assertThat(greedy.isClosed()).isFalse();
    }

    @Test
    void batches_overHttp_areWhatViewersWereSent_pageByPage() {
        TestViewer viewer = join();
        viewer.post("one");
        String sent = viewer.nextRaw("batch");
        postBatches(viewer, 2);
        String epoch = http.room(room).getString("epoch");

        HttpResponse<String> answer = http.get("rooms/" + room + "/batches?epoch=" + epoch + "&since=0&limit=1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).endsWith("\"recovered\":true,\"from\":1,\"batches\":[" + sent + "]}");
        assertThat(batches(room, "")).hasSize(3);
        assertThat(batches(room, "?epoch=" + epoch + "&since=1")).hasSize(2);
        assertThat(batches(room, "?epoch=" + epoch + "&since=3")).isEmpty();
        assertThat(batches(room, "?epoch=e0&since=3")).hasSize(3);
        assertThat(http.room(room).getJsonObject("history").getInt("batches")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"since=1", "epoch=e1&since=x", "epoch=e1&since=-1"})
    void batches_afterAPlaceThatIsNone_are400(String query) {
        join();

        HttpResponse<String> answer = http.get("rooms/" + room + "/batches?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestViewer.json(answer.body()).getString("code")).isEqualTo("resume_invalid");
    }

    @Test
    void batches_thatCannotBe_areRefused() {
        join();
        String epoch = http.room(room).getString("epoch");

        assertThat(http.get("rooms/" + room + "/batches?epoch=" + epoch + "&since=1")
                        .statusCode())
                .isEqualTo(422);
        assertThat(http.get("rooms/" + room + "/batches?limit=101").statusCode())
                .isEqualTo(422);
        assertThat(http.get("rooms/" + room + "-none/batches").statusCode()).isEqualTo(404);
    }

    private TestViewer rejoin(String epoch, long since) {
        return TestViewer.join(server.baseUri(), room + "?epoch=" + epoch + "&since=" + since);
    }

    /** Has so many batches made in this test's room, and returns their texts. */
    private static List<String> postBatches(TestViewer viewer, int count) {
        List<String> texts = IntStream.range(0, count).mapToObj(i -> "b" + i).toList();
        texts.forEach(text -> {
            viewer.post(text);
            assertThat(texts(viewer.next("batch"))).containsExactly(text);
        });
        // The acks may come behind the batches.
        viewer.send("{\"type\":\"ping\"}");
        viewer.next("pong");
        return texts;
    }

    private List<JsonObject> batches(String ofRoom, String query) {
        return TestViewer.json(http.get("rooms/" + ofRoom + "/batches" + query).body())
                .getJsonArray("batches")
                .getValuesAs(JsonObject.class);
    }

    private NodeFigures figures() {
        return NodeFigures.of(TestViewer.json(http.get("node").body()));
    }
}
