package live.danmaku.model;

/** A danmaku's priority class, highest first. */
public enum Lane {
    /** The host of the room and the company's own staff. */
    HOST,
    /** Viewers who paid or were given priority. */
    VIP,
    /** Everybody else. */
    ORDINARY
}
