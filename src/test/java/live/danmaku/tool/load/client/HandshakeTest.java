package live.danmaku.tool.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    /** The example of RFC 6455 section 1.3. */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final URI TARGET = URI.create("http://127.0.0.1:8080/danmaku/ws/rooms/a");
    private static final String DEFLATE = "permessage-deflate; server_no_context_takeover";

    private final Handshake plain = new Handshake(TARGET, new Offer(Offer.JSON, false, 0), KEY);
    private final Handshake deflate = new Handshake(TARGET, new Offer(Offer.JSON, true, 0), KEY);

    @Test
    void request_targetWithAQuery_asksForIt() {
        URI target = URI.create(TARGET + "?epoch=e&since=41");

        assertThat(new Handshake(target, new Offer(Offer.JSON, false, 0), KEY).request())
                .startsWith("GET /danmaku/ws/rooms/a?epoch=e&since=41 HTTP/1.1\r\n");
    }

    @Test
    void request_deflate_isOfferedOnlyIfWanted() {
        assertThat(plain.request())
                .startsWith("GET /danmaku/ws/rooms/a HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n")
                .contains("Sec-WebSocket-Key: " + KEY + "\r\n")
                .doesNotContain("permessage-deflate")
                .endsWith("\r\n\r\n");
        assertThat(deflate.request()).contains("Sec-WebSocket-Extensions: permessage-deflate;");
    }

    @Test
    void check_agreement_tellsWhetherItIsCompressed() throws ProtocolException {
        assertThat(plain.check(answer(ACCEPT, Offer.JSON, ""))).isFalse();
        assertThat(deflate.check(answer(ACCEPT, Offer.JSON, ""))).isFalse();
        assertThat(deflate.check(answer(ACCEPT, Offer.JSON, DEFLATE))).isTrue();
    }

    @Test
    void check_notAgreed_isRefused() {
        assertRefused(plain, "HTTP/1.1 404 Not Found", "answered with HTTP/1.1 404 Not Found");
        assertRefused(plain, answer("other", Offer.JSON, ""), "Sec-WebSocket-Accept");
        assertRefused(plain, answer(ACCEPT, "chat", ""), "Sec-WebSocket-Protocol is chat");
        assertRefused(plain, answer(ACCEPT, Offer.JSON, DEFLATE), "chose the extension");
        assertRefused(deflate, answer(ACCEPT, Offer.JSON, "permessage-deflate"), "chose the extension");
    }

    private static void assertRefused(Handshake handshake, String answer, String why) {
        assertThatThrownBy(() -> handshake.check(answer))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(why);
    }

    private static String answer(String accept, String subprotocol, String extensions) {
        return "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nsec-websocket-accept: " + accept
                + "\r\nSec-WebSocket-Protocol: " + subprotocol
                + (extensions.isEmpty() ? "" : "\r\nSec-WebSocket-Extensions: " + extensions);
    }
}
