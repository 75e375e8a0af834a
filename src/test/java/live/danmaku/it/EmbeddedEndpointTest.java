package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import live.danmaku.MemoryNaming;
import live.danmaku.client.DanmakuPost;
import live.danmaku.client.Forwarder;
import live.danmaku.model.Author;
import live.danmaku.model.Lane;
import live.danmaku.model.RoomId;
import live.danmaku.model.Style;
import live.danmaku.room.Admission;
import live.danmaku.room.RoomRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The endpoint, the CDI shell and the event gate on embedded Tyrus and Grizzly, with the portable and the own way to send. */
class EmbeddedEndpointTest {

    private final String room = "room-" + ThreadLocalRandom.current().nextInt(1_000_000);
    private EmbeddedServer server;

    @BeforeEach
    void start() throws Exception {
        server = EmbeddedServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
        System.clearProperty("danmaku.sender.native");
        System.clearProperty("danmaku.connects");
        System.clearProperty("danmaku.connects.burst");
    }

    @Test
    void post_isAckedAndReachesEveryViewer_sentTyrusOwnWay() {
        assertPostReachesEveryViewer();
    }

    @Test
    void post_isAckedAndReachesEveryViewer_sentThePortableWay() throws Exception {
        server.close();
        System.setProperty("danmaku.sender.native", "0");
        server = EmbeddedServer.start();

        assertPostReachesEveryViewer();
    }

    private void assertPostReachesEveryViewer() {
        try (TestViewer a = join();
                TestViewer b = join()) {
            JsonObject hello = a.next("hello");
            assertThat(b.next("hello").getString("epoch")).isEqualTo(hello.getString("epoch"));
            assertThat(a.subprotocol()).isEqualTo("danmaku.v1.json");

            a.send("{\"type\":\"post\",\"ref\":\"c1\",\"text\":\"弹幕 <b>😀</b>\"}");

            JsonObject ack = a.next("ack");
            assertThat(ack.getString("ref")).isEqualTo("c1");
            JsonObject batch = b.next("batch");
            assertThat(batch.getInt("seq")).isEqualTo(hello.getInt("seq") + 1);
            assertThat(batch.getInt("id")).isEqualTo(ack.getInt("id"));
            assertThat(batch.getJsonArray("items").getJsonObject(0).getString("text"))
                    .isEqualTo("弹幕 <b>😀</b>");
        }
    }

    @Test
    void batch_largerThanEveryHeaderForm_arrivesWhole() {
        try (TestViewer viewer = join()) {
            viewer.next("hello");
            Admission admission = server.bean(Admission.class);
            Author author = new Author("ann", Lane.ORDINARY);
            IntStream.range(0, 1_500)
                    .forEach(i -> admission.announce(new RoomId(room), author, "弹".repeat(40), Style.DEFAULT));

            int received = 0;
            while (received < 1_500) {
                received += viewer.next("batch").getJsonArray("items").size();
            }
            assertThat(received).isEqualTo(1_500);
        }
    }

    @Test
    void message_overTheLimit_closesWith1009() {
        try (TestViewer viewer = join()) {
            viewer.next("hello");
            viewer.send("x".repeat(16_385));

            assertThat(viewer.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void message_binary_closesWith1003() {
        try (TestViewer viewer = join()) {
            viewer.next("hello");
            viewer.sendBinary(new byte[10]);

            assertThat(viewer.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void roomId_thatIsNone_closesWith1008WhereNoFilterStandsBefore() {
        try (TestViewer viewer = TestViewer.join(server.base(), "a%20b")) {
            assertThat(viewer.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void placeToResumeFrom_thatIsNone_closesWith1008WhereNoFilterStandsBefore() {
        try (TestViewer viewer = TestViewer.join(server.base(), room + "?epoch=e1&since=-1")) {
            assertThat(viewer.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void comingBack_getsWhatWasMissed() {
        String epoch;
        try (TestViewer viewer = join()) {
            epoch = viewer.next("hello").getString("epoch");
            viewer.post("missed");
            viewer.next("batch");
        }
        try (TestViewer back = TestViewer.join(server.base(), room + "?epoch=" + epoch + "&since=0")) {
            JsonObject hello = back.next("hello");
            assertThat(hello.getBoolean("recovered")).isTrue();
            assertThat(hello.getInt("from")).isEqualTo(1);
            assertThat(ServerContract.texts(back.next("batch"))).containsExactly("missed");
        }
    }

    @Test
    void connects_thatComeTooFast_areClosedWith1013WhereNoFilterStandsBefore() throws Exception {
        server.close();
        System.setProperty("danmaku.connects", "1");
        System.setProperty("danmaku.connects.burst", "1");
        server = EmbeddedServer.start();

        try (TestViewer first = join();
                TestViewer second = join()) {
            first.next("hello");
            assertThat(second.closeCode()).isEqualTo(1013);
            assertThat(second.closeReason()).matches("no room on this server now; retry-after=([1-9]|10)");
        }
    }

    @Test
    void event_firedInTheSameDeployment_isPostedOnce() {
        try (TestViewer viewer = join()) {
            viewer.next("hello");
            server.fire(DanmakuPost.to(room)
                    .text("Polls close")
                    .as("Newsroom")
                    .mode("top")
                    .color("#ffd700")
                    .size("large"));

            JsonObject item = viewer.next("batch").getJsonArray("items").getJsonObject(0);
            assertThat(item.toString())
                    .isEqualTo("{\"user\":\"Newsroom\",\"text\":\"Polls close\",\"mode\":\"top\","
                            + "\"color\":\"#FFD700\",\"size\":\"large\"}");
            assertThat(server.bean(RoomRegistry.class).balance().accepted()).isEqualTo(1);
            assertThat(server.bean(Forwarder.class).accepted()).isEqualTo(1);
        }
    }

    @Test
    void event_thatIsRefused_doesNotReachTheCallerAsAnException() {
        server.fire(DanmakuPost.to("not a room").text("hi"));
        server.fire(DanmakuPost.to(room));
        server.fire(DanmakuPost.to(room).text("hi").mode("diagonal"));

        assertThat(server.bean(Forwarder.class).refused()).isEqualTo(3);
        assertThat(server.bean(RoomRegistry.class).balance().accepted()).isZero();
    }

    @Test
    void undeploy_viewersAreClosedWith1012AndTheGateIsGone() {
        try (TestViewer viewer = join()) {
            viewer.next("hello");
            assertThat(MemoryNaming.names()).containsKey(Forwarder.GATE);

            server.undeploy();

            assertThat(viewer.closeCode()).isEqualTo(1012);
            assertThat(MemoryNaming.names()).doesNotContainKey(Forwarder.GATE);
        }
    }

    @Test
    void leave_viewer_isOutOfTheCount() {
        try (TestViewer stays = join()) {
            stays.next("hello");
            TestViewer leaves = join();
            assertThat(leaves.next("hello").getInt("online")).isEqualTo(2);
            leaves.close();

            await().until(() -> {
                stays.send("{\"type\":\"ping\"}");
                return stays.next("pong").getInt("online") == 1;
            });
        }
    }

    private TestViewer join() {
        return TestViewer.join(server.base(), room);
    }
}
