package live.danmaku.it;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The WebSocket traffic of a page, as Chromium's DevTools see it. */
final class SocketTraffic {
    private static final int TEXT = 1;

    private final List<JsonObject> handshakes = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    private SocketTraffic() {}

    /**
     * A message that the page was sent.
     *
     * @param binary whether the page gets it as bytes
     * @param payload the text, or the bytes in Base64
     */
    record Message(boolean binary, String payload) {

        /** What the page gets: without what the connection's extension does to it. */
        byte[] content() {
            return binary ? Base64.getDecoder().decode(payload) : payload.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Watches a page that has not connected yet. */
    static SocketTraffic of(Page page) {
        SocketTraffic traffic = new SocketTraffic();
        CDPSession devTools = page.context().newCDPSession(page);
        devTools.on("Network.webSocketHandshakeResponseReceived", traffic.handshakes::add);
        devTools.on("Network.webSocketFrameReceived", event -> traffic.messages.add(message(event)));
        devTools.send("Network.enable");
        return traffic;
    }

    /** A header of the only handshake's answer; empty when it is not there. */
    String header(String name) {
        if (handshakes.size() != 1) {
            throw new AssertionError("not one handshake but " + handshakes);
        }
        return handshakes.get(0).getAsJsonObject("response").getAsJsonObject("headers").entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name))
                .map(header -> header.getValue().getAsString())
                .findFirst()
                .orElse("");
    }

    /** The messages so far. */
    List<Message> messages() {
        return List.copyOf(messages);
    }

    private static Message message(JsonObject event) {
        JsonObject frame = event.getAsJsonObject("response");
        return new Message(
                frame.get("opcode").getAsInt() != TEXT, frame.get("payloadData").getAsString());
    }
}
