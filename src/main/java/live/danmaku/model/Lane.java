package live.danmaku.model;

import java.util.Optional;

/** A danmaku's priority class, highest first. */
public enum Lane {
    /** The host of the room and the company's own staff. */
    HOST,
    /** Viewers who paid or were given priority. */
    VIP,
    /** Everybody else. */
    ORDINARY;

    /** The name in tickets and messages. */
    public String wireName() {
        return WireName.of(this);
    }

    /**
     * The lane of this name in messages; the ordinary one where none is named.
     *
     * @throws Refusal with {@link ErrorCode#INVALID_FIELD} when there is no such lane
     */
    public static Lane of(Optional<String> name) {
        return name.map(given -> WireName.parse(Lane.class, "lane", given)).orElse(ORDINARY);
    }
}
