package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients as people have them, none of them made for this server, and the client module in Node: each posts several KB
 * and gets them back, over a relay that counts what really goes over the wire.
 */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class StockClientsIT extends ServerContract {
    private static final String PLAIN = "danmaku.v1.json";
    private static final String DEFLATED = "danmaku.v1.json.deflate";

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
    void javaHttpClient_whichOffersNoExtension_isServedUncompressed() {
        TestViewer viewer = closing(TestViewer.join(relay.baseUri(), room));

        Chatter heard = Chatter.of(viewer::send, viewer::nextRaw);

        assertThat(viewer.subprotocol()).isEqualTo(PLAIN);
        assertThat(viewer.binaryMessages()).isZero();
        assertUncompressed(heard);
    }

    @Test
    void javaHttpClient_onTheDeflatedSubprotocol_getsBigBatchesAsBinaryMessages() {
        TestViewer viewer = closing(TestViewer.join(relay.baseUri(), room, DEFLATED, PLAIN));

        Chatter heard = Chatter.of(viewer::send, viewer::nextRaw);

        assertThat(viewer.subprotocol()).isEqualTo(DEFLATED);
        assertThat(viewer.binaryMessages()).isPositive();
        assertCompressed(heard);
    }

    @Test
    void clientThatPrefersPlainJson_getsIt_whateverElseItOffers() {
        TestViewer viewer = closing(TestViewer.join(server.baseUri(), room, PLAIN, DEFLATED));

        assertThat(viewer.subprotocol()).isEqualTo(PLAIN);
    }

    @Test
    void clientThatPrefersAnUnknownSubprotocol_getsTheFirstKnownOne() {
        TestViewer viewer = closing(TestViewer.join(server.baseUri(), room, "danmaku.v9", DEFLATED, PLAIN));

        assertThat(viewer.subprotocol()).isEqualTo(DEFLATED);
    }

    @Test
    void tyrusClient_withItsDeflateExtension_isServedCompressed() throws Exception {
        TyrusViewer viewer = closing(TyrusViewer.join(relay.baseUri(), room));
        TestViewer writer = join();

        Chatter heard = Chatter.of(writer::send, viewer::nextRaw);

        assertThat(viewer.extensions()).containsExactly("permessage-deflate");
        assertCompressed(heard);
    }

    /** Its second one would refer to the first, although the server has said {@code client_no_context_takeover}. */
    @Test
    void tyrusClient_withItsDeflateExtension_mayPostACompressedMessage() throws Exception {
        TyrusViewer viewer = closing(TyrusViewer.join(server.baseUri(), room));

        viewer.send("{\"type\":\"post\",\"text\":\"" + "compressed ".repeat(9) + "\"}");

        String message = viewer.nextRaw();
        while (!message.startsWith("{\"type\":\"batch\"")) {
            message = viewer.nextRaw();
        }
        assertThat(texts(TestViewer.json(message)))
                .containsExactly("compressed ".repeat(9).strip());
    }

    @Test
    void nodesWs_withoutExtension_isServedUncompressed() {
        NodeClient client = NodeClient.converse("ws, uncompressed", relay.baseUri(), room);

        assertThat(client.extensions()).isEmpty();
        assertThat(client.binaryMessages()).isZero();
        assertUncompressed(client.heard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws, as it is", "module on ws", "module on the WebSocket of Node"})
    void nodeClients_whichOfferDeflateByThemselves_areServedCompressed(String name) {
        NodeClient client = NodeClient.converse(name, relay.baseUri(), room);

        assertThat(client.extensions()).startsWith("permessage-deflate");
        assertThat(client.subprotocol()).isEqualTo(PLAIN);
        assertThat(client.binaryMessages()).isZero();
        assertCompressed(client.heard());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ws, subprotocol", "module on ws, subprotocol", "module on the WebSocket of Node, subprotocol"})
    void nodeClients_onTheDeflatedSubprotocol_getBigBatchesAsBinaryMessages(String name) {
        NodeClient client = NodeClient.converse(name, relay.baseUri(), room);

        assertThat(client.subprotocol()).isEqualTo(DEFLATED);
        assertThat(client.binaryMessages()).isPositive();
        assertCompressed(client.heard());
    }

    private void assertCompressed(Chatter heard) {
        assertThat(heard.texts()).isEqualTo(Chatter.POSTS);
        assertThat(relay.bytesToViewers()).isLessThan(heard.bytes() * 2 / 3);
    }

    private void assertUncompressed(Chatter heard) {
        assertThat(heard.texts()).isEqualTo(Chatter.POSTS);
        assertThat(relay.bytesToViewers()).isGreaterThan(heard.bytes());
    }
}
