package live.danmaku.model;

import java.util.Locale;

/** Why something was refused; the code stands in {@code error} messages and in problem documents. */
public enum ErrorCode {
    NOT_JSON(400, "Not a JSON object"),
    UNKNOWN_TYPE(400, "Unknown message type"),
    INVALID_FIELD(422, "Invalid field"),
    TEXT_MISSING(422, "Text missing"),
    TEXT_TOO_LONG(422, "Text too long"),
    TEXT_INVALID(422, "Text has characters that are not allowed"),
    TOO_MANY_MARKS(422, "Too many marks on a character"),
    TOO_MANY_EMOJI(422, "Too many emoji"),
    LINK_BLOCKED(422, "Links are not allowed"),
    WORD_BLOCKED(422, "Word is not allowed"),
    PATTERN_BLOCKED(422, "Text is not allowed"),
    TEXT_REPEATED(429, "Said too often"),
    REJECTED(422, "Rejected"),
    HELD(422, "Held for review"),
    MODERATOR_LATE(503, "Could not be reviewed in time"),
    POST_LIMIT(429, "Too many posts"),
    USER_LIMIT(429, "Too many posts of one user"),
    ADDRESS_LIMIT(429, "Too many posts from one address"),
    SLOW_MODE(429, "Room is in slow mode"),
    MESSAGE_TOO_BIG(413, "Message too big"),
    ROOM_INVALID(400, "Not a room id"),
    ROOM_UNKNOWN(404, "No such room"),
    ROOM_BUSY(429, "Room is busy"),
    TOO_MANY_ROOMS(503, "Too many rooms"),
    ROOM_FULL(503, "Room is full"),
    NODE_FULL(503, "Server is full"),
    TOO_MANY_CONNECTS(503, "Too many connects"),
    TOO_MANY_FROM_ADDRESS(429, "Too many viewers from one address"),
    TOO_MANY_FROM_USER(429, "Too many viewers of one user"),
    TOO_MANY_ROOMS_FROM_ADDRESS(429, "Too many rooms from one address"),
    UNAVAILABLE(503, "Server is stopping"),
    RESUME_INVALID(400, "Not a place to resume from"),
    SEQ_UNKNOWN(422, "No such batch yet"),
    DANMAKU_UNKNOWN(404, "No such danmaku"),
    MUTED(403, "Muted"),
    ROOM_SILENCED(403, "Room is silenced"),
    ROOM_CLOSED(403, "Room is closed"),
    SANCTIONS_FULL(409, "Too many sanctions"),
    HISTORY_GONE(410, "Batches are not kept any more"),
    RECOVER_LIMIT(429, "Missed batches asked for too often"),
    TICKET_REQUIRED(401, "Ticket required"),
    TICKET_INVALID(401, "Ticket not valid"),
    TICKET_EXPIRED(401, "Ticket expired"),
    TICKET_USED(401, "Ticket used before"),
    FORBIDDEN(403, "Not allowed"),
    ORIGIN_REFUSED(403, "Page not allowed"),
    UPGRADE_REQUIRED(426, "WebSocket upgrade required"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    BAD_REQUEST(400, "Bad request"),
    INTERNAL(500, "Internal error");

    private final String code;
    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.code = name().toLowerCase(Locale.ROOT);
        this.status = status;
        this.title = title;
    }

    /** The code in messages, such as {@code text_too_long}. */
    public String code() {
        return code;
    }

    /** The HTTP status that goes with it where nothing else has decided on one. */
    public int status() {
        return status;
    }

    /** A short English title that is the same for every occurrence. */
    public String title() {
        return title;
    }
}
