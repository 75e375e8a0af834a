package live.danmaku.model;

import java.util.Locale;

/** Why something was refused; the code stands in {@code error} messages and in problem documents. */
public enum ErrorCode {
    NOT_JSON("Not a JSON object"),
    UNKNOWN_TYPE("Unknown message type"),
    INVALID_FIELD("Invalid field"),
    TEXT_MISSING("Text missing"),
    TEXT_TOO_LONG("Text too long"),
    TEXT_INVALID("Text has characters that are not allowed"),
    TOO_MANY_MARKS("Too many marks on a character"),
    TOO_MANY_EMOJI("Too many emoji"),
    LINK_BLOCKED("Links are not allowed"),
    WORD_BLOCKED("Word is not allowed"),
    PATTERN_BLOCKED("Text is not allowed"),
    TEXT_REPEATED("Said too often"),
    REJECTED("Rejected"),
    HELD("Held for review"),
    MODERATOR_LATE("Could not be reviewed in time"),
    POST_LIMIT("Too many posts"),
    USER_LIMIT("Too many posts of one user"),
    ADDRESS_LIMIT("Too many posts from one address"),
    SLOW_MODE("Room is in slow mode"),
    MESSAGE_TOO_BIG("Message too big"),
    ROOM_INVALID("Not a room id"),
    ROOM_UNKNOWN("No such room"),
    ROOM_BUSY("Room is busy"),
    TOO_MANY_ROOMS("Too many rooms"),
    ROOM_FULL("Room is full"),
    NODE_FULL("Server is full"),
    TOO_MANY_CONNECTS("Too many connects"),
    TOO_MANY_FROM_ADDRESS("Too many viewers from one address"),
    TOO_MANY_FROM_USER("Too many viewers of one user"),
    TOO_MANY_ROOMS_FROM_ADDRESS("Too many rooms from one address"),
    UNAVAILABLE("Server is stopping"),
    RESUME_INVALID("Not a place to resume from"),
    SEQ_UNKNOWN("No such batch yet"),
    DANMAKU_UNKNOWN("No such danmaku"),
    MUTED("Muted"),
    ROOM_SILENCED("Room is silenced"),
    ROOM_CLOSED("Room is closed"),
    SANCTIONS_FULL("Too many sanctions"),
    HISTORY_GONE("Batches are not kept any more"),
    RECOVER_LIMIT("Missed batches asked for too often"),
    TICKET_REQUIRED("Ticket required"),
    TICKET_INVALID("Ticket not valid"),
    TICKET_EXPIRED("Ticket expired"),
    TICKET_USED("Ticket used before"),
    FORBIDDEN("Not allowed"),
    ORIGIN_REFUSED("Page not allowed"),
    UPGRADE_REQUIRED("WebSocket upgrade required"),
    NOT_FOUND("Not found"),
    METHOD_NOT_ALLOWED("Method not allowed"),
    NOT_ACCEPTABLE("Not acceptable"),
    UNSUPPORTED_MEDIA_TYPE("Unsupported media type"),
    BAD_REQUEST("Bad request"),
    INTERNAL("Internal error");

    private final String code;
    private final String title;

    ErrorCode(String title) {
        this.code = name().toLowerCase(Locale.ROOT);
        this.title = title;
    }

    /** The code in messages, such as {@code text_too_long}. */
    public String code() {
        return code;
    }

    /** A short English title that is the same for every occurrence. */
    public String title() {
        return title;
    }
}
