package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import live.danmaku.model.FrameBalance;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** That either side notices when nothing arrives, on servers that are quick to say so. */
@EnumSource(names = {"IMPATIENT_WILDFLY", "IMPATIENT_PAYARA_MICRO"})
class LivenessIT extends ServerContract {
    private static final int SMALL_BUFFER = 2_048;
    private static final Duration STUCK = Duration.ofSeconds(2);
    private static final Duration STUCK_LIMIT = Duration.ofSeconds(5);

    @Test
    void aQuietViewer_getsHeartbeats_withTheRoomsSeq() {
        TestViewer viewer = closing(TestViewer.join(server.baseUri(), room));
        assertThat(viewer.next("hello").getInt("heartbeat")).isEqualTo(1_000);

        assertThat(viewer.next().toString()).isEqualTo("{\"type\":\"heartbeat\",\"seq\":0,\"online\":1}");
        http.postText(room, "hi");
        viewer.next("batch");
        assertThat(viewer.next("heartbeat").getInt("seq")).isEqualTo(1);
        assertThat(viewer.next("heartbeat").getInt("seq")).isEqualTo(1);
    }

    @Test
    void viewersThatTakeNothing_areClosedWithAHint_orDropped() {
        long before = http.node().counted("closed-stuck");
        RawViewer readsAtLast = closing(RawViewer.join(server.baseUri(), room, SMALL_BUFFER));
        RawViewer neverReads = closing(RawViewer.join(server.baseUri(), room, SMALL_BUFFER));
        TestViewer reader = join();

        while (http.node().behind() < 2) {
            postBatch(reader);
        }
        long behind = System.nanoTime();
        await().atMost(TestViewer.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> http.node().counted("closed-stuck") == before + 2);

        assertThat(Duration.ofNanos(System.nanoTime() - behind)).isBetween(STUCK.minusMillis(500), STUCK_LIMIT);
        RawViewer.Frame end = readsAtLast.readClose();
        assertThat(end.closeCode()).isEqualTo(1013);
        assertThat(end.closeReason()).isEqualTo("connection too slow; retry-after=10");
        await().atMost(TestViewer.PATIENCE).until(neverReads::isDropped);
        assertThat(http.node().behind()).isZero();
    }

    @Test
    void aHalfOpenConnection_isFound() {
        long before = http.node().counted("closed-dead");
        try (Relay relay = new Relay(server.baseUri())) {
            TestViewer viewer = closing(TestViewer.join(relay.baseUri(), room));
            viewer.next("hello");
            assertThat(http.room(room).getInt("online")).isEqualTo(1);

            relay.fallSilent();

            eventually(() -> assertThat(http.node().counted("closed-dead")).isEqualTo(before + 1));
            eventually(() -> assertThat(http.room(room).getInt("online")).isZero());
        }
    }

    @Test
    void everyFrameIsAccountedFor_whileViewersComeAndGoAndBreak() {
        FrameBalance before = http.node().frames();
        TestViewer reader = join();
        List<RawViewer> passing = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            IntStream.range(0, 5).forEach(i -> passing.add(joinRaw()));
            passing.add(closing(RawViewer.join(server.baseUri(), room, SMALL_BUFFER)));
            postBatch(reader);
            passing.remove(0).reset();
            passing.remove(0).close();
        }

        passing.forEach(RawViewer::reset);

        eventually(() -> {
            assertThat(http.room(room).getInt("online")).isEqualTo(1);
            FrameBalance frames = http.node().frames();
            assertThat(frames.unaccounted()).as(frames.toString()).isZero();
            assertThat(frames.inFlight() + frames.waiting()).isZero();
            assertThat(frames.sent()).isGreaterThan(before.sent());
            assertThat(frames.failedClosed() + frames.failedError())
                    .isGreaterThan(before.failedClosed() + before.failedError());
        });
    }

    /** Has a viewer post a batch that is too large for small buffers, and awaits that it has come. */
    private static void postBatch(TestViewer reader) {
        IntStream.range(0, 20).forEach(i -> reader.post("哈".repeat(2_000)));
        int texts = 0;
        while (texts < 20) {
            JsonObject batch = reader.next("batch");
            texts += texts(batch).size();
        }
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(TestViewer.PATIENCE).untilAsserted(assertion);
    }
}
