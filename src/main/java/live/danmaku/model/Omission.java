package live.danmaku.model;

/** Why an accepted danmaku was left out of its batch. */
public enum Omission {
    /** The window had more danmaku than the room shows in one. */
    RATE,
    /** A moderator took it back before its batch left. */
    RECALLED;

    /** The name in messages. */
    public String wireName() {
        return WireName.of(this);
    }
}
