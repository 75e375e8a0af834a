package live.danmaku.model;

/**
 * Why the server closes a viewer's connection (RFC 6455, section 7.4, and the registry it set up), and when the client may
 * come back. The table in {@code docs/protocol.md} is tested against these constants; it has the codes besides that only
 * containers send.
 */
public enum CloseCode {
    /** A binary message, which this protocol does not have. */
    UNSUPPORTED_DATA(1003, "binary messages are not part of this protocol", CloseCode.NEVER),
    /** A room id that is none, where no HTTP status could say so. */
    INVALID_ROOM(1008, "not a room id", CloseCode.NEVER),
    /** A place to resume from that is none, where no HTTP status could say so. */
    INVALID_RESUME(1008, "epoch, since or last is not valid", CloseCode.NEVER),
    /** The client goes on posting more than it may. */
    FLOODING(1008, "too many posts over the limit", CloseCode.NEVER),
    /** Moderators have closed the room: there is nothing to come back to before they open it again. */
    ROOM_CLOSED(1008, "the room is closed", CloseCode.NEVER),
    /** No ticket, or none that is good here, where no HTTP status could say so. */
    NOT_ADMITTED(1008, "a valid ticket is needed here", CloseCode.NEVER),
    /** A message over the limit, in one frame or in many. */
    MESSAGE_TOO_BIG(1009, "message over the limit", CloseCode.UNKNOWN),
    /** A fault of ours in handling this connection. */
    INTERNAL_ERROR(1011, "internal error", CloseCode.UNKNOWN),
    /** The application is being stopped, redeployed or suspended: come back soon. */
    RESTART(1012, "server restarts", 1),
    /** The node has no room for this viewer now: come back later. */
    TRY_LATER(1013, "no room on this server now", 10),
    /** The client takes nothing, or does not answer pings: come back when the network is better. */
    TOO_SLOW(1013, "connection too slow", 10),
    /** The ticket that the connection was let in with has expired, and no other one came in time. */
    TICKET_EXPIRED(4401, "the ticket has expired", CloseCode.UNKNOWN);

    /** There is no use in coming back. */
    private static final int NEVER = -1;

    /** Coming back is of use, but nobody knows when: clients wait longer each time. */
    private static final int UNKNOWN = 0;

    private final int code;
    private final String sentence;
    private final int retryAfterSeconds;

    CloseCode(int code, String sentence, int retryAfterSeconds) {
        this.code = code;
        this.sentence = sentence;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The number in the close frame. */
    public int code() {
        return code;
    }

    /** What the close frame says to people. */
    String sentence() {
        return sentence;
    }

    /** Whether it is of use to come back. */
    public boolean comesBack() {
        return retryAfterSeconds != NEVER;
    }

    /** The end with this code's usual delay. */
    public Closing closing() {
        return new Closing(this, Math.max(UNKNOWN, retryAfterSeconds));
    }

    /** The end with a delay of its own, for a code after which clients come back. */
    public Closing closing(long seconds) {
        return new Closing(this, seconds);
    }
}
