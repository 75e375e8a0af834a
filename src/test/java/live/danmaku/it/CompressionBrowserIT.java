package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The page on compressed connections, in a real browser, over a relay that counts what really goes over the wire. Without
 * compression: {@link UncompressedIT}.
 */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class CompressionBrowserIT extends ServerContract {

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init")
    private Relay relay;

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void startRelay() {
        relay = new Relay(server.baseUri());
    }

    @AfterEach
    void stopRelay() {
        relay.close();
    }

    @Test
    void page_onTheBrowsersOwnCompression_showsABatchThatWasSmallOnTheWire() {
        WatchedPage page = WatchedPage.open(chromium, relay, ViewerPage.roomUri(relay.baseUri(), room), join());

        assertThat(page.traffic().header("sec-websocket-extensions")).startsWith("permessage-deflate");
        assertThat(page.traffic().header("sec-websocket-protocol")).isEqualTo("danmaku.v1.json");
        assertThat(page.messages()).noneMatch(SocketTraffic.Message::binary);
        assertThat(page.bigBatch(/* binary= */ false)).startsWith('{');
        assertThat(page.bytesOnWire()).isLessThan(page.bytes() / 2);
    }

    @Test
    void page_onTheSubprotocol_inflatesBinaryMessages() {
        URI address = URI.create(ViewerPage.roomUri(relay.baseUri(), room) + "&compression=subprotocol");

        WatchedPage page = WatchedPage.open(chromium, relay, address, join());

        assertThat(page.traffic().header("sec-websocket-protocol")).isEqualTo("danmaku.v1.json.deflate");
        assertThat(page.traffic().messages().get(0).binary())
                .as("hello is text")
                .isFalse();
        String batch = RawDeflate.text(page.bigBatch(/* binary= */ true));
        assertThat(batch.length()).isGreaterThan(1_000);
        assertThat(page.bytesOnWire()).isLessThan(batch.length());
    }
}
