package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import live.danmaku.Deflated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Permessage-deflate on embedded Tyrus and Grizzly. */
class EmbeddedCompressionTest {

    private static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

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
        System.clearProperty("danmaku.deflate");
    }

    @Test
    void offer_isAnswered_andACompressedPostIsRead() {
        try (RawViewer viewer = join()) {
            assertThat(viewer.header("Sec-WebSocket-Extensions")).isEqualTo(ANSWER);

            viewer.send(RawViewer.RSV1 | RawViewer.TEXT, true, post("弹幕"));

            assertThat(viewer.readMessage("ack").reservedBits()).isZero();
        }
    }

    @Test
    void compressedPost_inFragmentsWithAPingBetween_isRead() {
        byte[] post = post("弹幕 😀");
        try (RawViewer viewer = join()) {
            viewer.send(RawViewer.RSV1 | RawViewer.TEXT, false, Arrays.copyOf(post, 9));
            viewer.send(RawViewer.PING, true, new byte[] {7});
            assertThat(viewer.read(RawViewer.PONG).payload()).containsExactly(7);
            viewer.send(RawViewer.CONTINUATION, false, Arrays.copyOfRange(post, 9, post.length));
            viewer.send(RawViewer.CONTINUATION, true, new byte[0]);

            assertThat(viewer.readMessage("ack").reservedBits()).isZero();
        }
    }

    @Test
    void compressedParts_ofMoreThanTwiceTheLimit_closeWith1009() {
        byte[] emptyBlocks = new byte[40_000];
        for (int at = 0; at < emptyBlocks.length; at += 5) {
            emptyBlocks[at + 3] = (byte) 0xff;
            emptyBlocks[at + 4] = (byte) 0xff;
        }
        try (RawViewer viewer = join()) {
            viewer.send(RawViewer.RSV1 | RawViewer.TEXT, false, emptyBlocks);
            viewer.send(RawViewer.CONTINUATION, false, emptyBlocks);

            assertThat(viewer.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void brokenData_inAFragmentedMessage_closesWith1002() {
        try (RawViewer viewer = join()) {
            viewer.send(RawViewer.RSV1 | RawViewer.TEXT, false, new byte[] {7});
            viewer.send(RawViewer.CONTINUATION, true, new byte[] {7});

            assertThat(viewer.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void offer_whereCompressionIsOff_isNotAnswered() throws Exception {
        assertNotAnsweredWith("danmaku.deflate", "0");
    }

    @Test
    void offer_whereThePortableWayIsUsed_isNotAnswered() throws Exception {
        assertNotAnsweredWith("danmaku.sender.native", "0");
    }

    private void assertNotAnsweredWith(String property, String value) throws Exception {
        server.close();
        System.setProperty(property, value);
        server = EmbeddedServer.start();

        try (RawViewer viewer = join()) {
            assertThat(viewer.status()).isEqualTo(101);
            assertThat(viewer.header("Sec-WebSocket-Extensions")).isEmpty();
        }
    }

    private RawViewer join() {
        RawViewer viewer =
                RawViewer.joinOffering(server.base(), room, "permessage-deflate; client_max_window_bits, x-other");
        assertThat(viewer.read(RawViewer.TEXT).text()).startsWith("{\"type\":\"hello\"");
        return viewer;
    }

    private static byte[] post(String text) {
        return Deflated.message(("{\"type\":\"post\",\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
