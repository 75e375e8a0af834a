package live.danmaku.model;

/**
 * Why the server closes a viewer's connection (RFC 6455, section 7.4, and the registry it set up). Codes that only the
 * container sends (1001, 1007) are listed in {@code docs/protocol.md}.
 */
public enum CloseCode {
    /** A binary message, which this protocol does not have. */
    UNSUPPORTED_DATA(1003, "binary messages are not part of this protocol"),
    /** A room id that is none, where no HTTP status could say so. */
    INVALID_ROOM(1008, "not a room id"),
    /** A place to resume from that is none, where no HTTP status could say so. */
    INVALID_RESUME(1008, "epoch, since or last is not valid"),
    /** A message over the limit, in one frame or in many. */
    MESSAGE_TOO_BIG(1009, "message over the limit"),
    /** A fault of ours in handling this connection. */
    INTERNAL_ERROR(1011, "internal error"),
    /** The application is being stopped or redeployed: come back soon. */
    RESTART(1012, "server restarts", 1),
    /** The node has no room for this viewer now: come back later. */
    TRY_LATER(1013, "no room on this server now", 10),
    /** The client takes nothing, or does not answer pings: come back when the network is better. */
    TOO_SLOW(1013, "connection too slow", 10);

    private final int code;
    private final String reason;

    CloseCode(int code, String sentence) {
        this.code = code;
        this.reason = sentence;
    }

    CloseCode(int code, String sentence, int retryAfterSeconds) {
        this(code, sentence + "; retry-after=" + retryAfterSeconds);
    }

    /** The number in the close frame. */
    public int code() {
        return code;
    }

    /**
     * What the close frame says; ASCII, at most 123 bytes. Where the client should come back at a time that the server
     * knows, it ends in {@code ; retry-after=} and seconds.
     */
    public String reason() {
        return reason;
    }
}
