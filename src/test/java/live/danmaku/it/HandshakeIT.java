package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Getting into a room. */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class HandshakeIT extends ServerContract {

    @Test
    void hello_isTheFirstMessage_andSaysWhatTheViewerNeeds() {
        TestViewer viewer = closing(TestViewer.join(server.baseUri(), room));

        JsonObject hello = viewer.next();

        assertThat(hello.getString("type")).isEqualTo("hello");
        assertThat(hello.getString("room")).isEqualTo(room);
        assertThat(hello.getString("epoch")).isNotBlank();
        assertThat(hello.getInt("seq")).isZero();
        assertThat(hello.getInt("window")).isEqualTo(1000);
        assertThat(hello.getInt("online")).isEqualTo(1);
        assertThat(hello.getString("user")).startsWith("guest-");
        assertThat(hello.getJsonObject("limits").getInt("text")).isEqualTo(100);
        assertThat(hello.getJsonObject("limits").getInt("message")).isEqualTo(16_384);
        assertThat(viewer.subprotocol()).isEqualTo("danmaku.v1.json");
    }

    @Test
    void hello_countsThoseWhoAreThere_andGivesEachAnotherName() {
        TestViewer first = closing(TestViewer.join(server.baseUri(), room));
        JsonObject helloToFirst = first.next();
        TestViewer second = closing(TestViewer.join(server.baseUri(), room));
        JsonObject helloToSecond = second.next();

        assertThat(helloToSecond.getInt("online")).isEqualTo(2);
        assertThat(helloToSecond.getString("epoch")).isEqualTo(helloToFirst.getString("epoch"));
        assertThat(helloToSecond.getString("user")).isNotEqualTo(helloToFirst.getString("user"));
    }

    @Test
    void aClientThatOffersNoSubprotocol_isServedTheSame() {
        RawViewer viewer = closing(RawViewer.join(server.baseUri(), room));

        assertThat(viewer.status()).isEqualTo(101);
        assertThat(viewer.read(RawViewer.TEXT).text()).startsWith("{\"type\":\"hello\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%20",
                "a%20b",
                "a%2Fb",
                "a/b",
                "%E6%88%BF",
                "a!b",
                "%2e%2e",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" // 65
            })
    void anInvalidRoomId_isAnswered400(String id) {
        RawViewer viewer = closing(RawViewer.request(server.baseUri(), "ws/rooms/" + id));

        assertThat(viewer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A", "a.b-c_d", ".a.", "0", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void aValidRoomId_isLetIn(String id) {
        RawViewer viewer = closing(RawViewer.request(server.baseUri(), "ws/rooms/" + id));

        assertThat(viewer.status()).isEqualTo(101);
    }

    /** Containers resolve such a path before the application sees it, and differ in what they answer then. */
    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/..", "../rooms/.."})
    void aPathWithDotSegments_leadsToNoRoom(String path) {
        RawViewer viewer = closing(RawViewer.request(server.baseUri(), "ws/rooms/" + path));

        assertThat(viewer.status()).isNotEqualTo(101);
    }

    /** More of them than any of the servers has threads for requests. */
    @Test
    void handshakesThatComeByteByByte_holdNobodyUp() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                slow.add(halfAHandshake());
            }

            TestViewer viewer = join();
            viewer.post("nobody waits");

            assertThat(texts(viewer.next("batch"))).containsExactly("nobody waits");
            assertThat(http.health("live").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private Socket halfAHandshake() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.baseUri().getPort());
        socket.getOutputStream()
                .write(("GET " + server.baseUri().getPath() + "ws/rooms/" + room + " HTTP/1.1\r\nHost: a\r\nUpgr")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void aRequestThatIsNoUpgrade_isAnswered426() {
        RawViewer viewer = closing(RawViewer.requestWithoutUpgrade(server.baseUri(), "ws/rooms/" + room));

        assertThat(viewer.status()).isEqualTo(426);
    }
}
