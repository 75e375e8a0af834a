package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that offer {@code permessage-deflate} to a server that is told to decline it. */
@EnumSource(names = {"STRICT_WILDFLY", "STRICT_PAYARA_MICRO"})
class UncompressedIT extends ServerContract {

    @SuppressWarnings("NullAway.Init")
    private Relay relay;

    @BeforeEach
    void startRelay() {
        relay = new Relay(server.baseUri());
    }

    @AfterEach
    void stopRelay() {
        leaveRooms();
        relay.close();
    }

    @Test
    void page_isServedUncompressed() {
        try (Chromium chromium = Chromium.start()) {
            WatchedPage page = WatchedPage.open(chromium, relay, ViewerPage.roomUri(relay.baseUri(), room), join());

            assertThat(page.traffic().header("sec-websocket-extensions")).isEmpty();
            assertThat(page.bigBatch(/* binary= */ false)).startsWith('{');
            assertThat(page.bytesOnWire()).isGreaterThan(page.bytes());
        }
    }

    @Test
    void tyrusClient_isServedUncompressed() throws Exception {
        TyrusViewer viewer = closing(TyrusViewer.join(relay.baseUri(), room));

        Chatter heard = Chatter.of(viewer::send, viewer::nextRaw);

        assertThat(viewer.extensions()).isEmpty();
        assertThat(heard.texts()).isEqualTo(Chatter.POSTS);
        assertThat(relay.bytesToViewers()).isGreaterThan(heard.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws, as it is", "module on ws", "module on the WebSocket of Node"})
    void nodeClients_areServedUncompressed(String name) {
        NodeClient client = NodeClient.converse(name, relay.baseUri(), room);

        assertThat(client.extensions()).isEmpty();
        assertThat(client.heard().texts()).isEqualTo(Chatter.POSTS);
        assertThat(relay.bytesToViewers()).isGreaterThan(client.heard().bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws, subprotocol", "module on ws, subprotocol"})
    void theSubprotocol_isNoExtension_andStaysCompressed(String name) {
        NodeClient client = NodeClient.converse(name, relay.baseUri(), room);

        assertThat(client.subprotocol()).isEqualTo("danmaku.v1.json.deflate");
        assertThat(client.binaryMessages()).isPositive();
        assertThat(client.heard().texts()).isEqualTo(Chatter.POSTS);
    }
}
