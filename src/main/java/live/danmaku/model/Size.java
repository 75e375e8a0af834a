package live.danmaku.model;

/** How large a danmaku's text is drawn, relative to what the viewer has set. */
public enum Size {
    SMALL,
    NORMAL,
    LARGE;

    /** The name in messages. */
    public String wireName() {
        return WireName.of(this);
    }
}
