package live.danmaku.tool.load.client;

import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The opening of one connection: the request, and whether the server's answer agrees (RFC 6455 section 4.1). */
final class Handshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    /** With the window's parameter, as browsers offer it. */
    private static final String DEFLATE = "permessage-deflate; client_max_window_bits; server_no_context_takeover";

    private final URI target;
    private final Offer offer;
    private final String key;

    Handshake(URI target, Offer offer) {
        this(target, offer, randomKey());
    }

    Handshake(URI target, Offer offer, String key) {
        this.target = target;
        this.offer = offer;
        this.key = key;
    }

    String request() {
        return "GET " + path() + " HTTP/1.1\r\nHost: " + target.getRawAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key
                + "\r\nSec-WebSocket-Protocol: " + offer.subprotocol()
                + (offer.deflate() ? "\r\nSec-WebSocket-Extensions: " + DEFLATE : "") + "\r\n\r\n";
    }

    private String path() {
        @Nullable String query = target.getRawQuery();
        return query == null ? target.getRawPath() : target.getRawPath() + "?" + query;
    }

    /**
     * Reads the answer.
     *
     * @param answer the status line and the headers
     * @return whether permessage-deflate was agreed on
     * @throws ProtocolException if the server does not agree, or to something else
     */
    boolean check(String answer) throws ProtocolException {
        String[] lines = answer.split("\r\n", -1);
        if (!lines[0].startsWith("HTTP/1.1 101")) {
            throw new ProtocolException("the handshake was answered with " + lines[0]);
        }
        Map<String, String> headers = headers(lines);
        require(accept(key), headers.get("sec-websocket-accept"), "Sec-WebSocket-Accept");
        require(offer.subprotocol(), headers.get("sec-websocket-protocol"), "Sec-WebSocket-Protocol");
        String extensions = headers.getOrDefault("sec-websocket-extensions", "");
        if (extensions.isEmpty()) {
            return false;
        }
        // A context taken over would have to be kept for each viewer, and no two would get the same bytes.
        if (!offer.deflate()
                || !extensions.startsWith("permessage-deflate")
                || !extensions.contains("server_no_context_takeover")) {
            throw new ProtocolException("the server chose the extension " + extensions);
        }
        return true;
    }

    private static Map<String, String> headers(String[] lines) {
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (one, other) -> one + ", " + other);
            }
        }
        return headers;
    }

    private static void require(String wanted, @Nullable String given, String header) throws ProtocolException {
        if (!wanted.equals(given)) {
            throw new ProtocolException(header + " is " + given + " where it should be " + wanted);
        }
    }

    static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static String randomKey() {
        byte[] key = new byte[16];
        ThreadLocalRandom.current().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
