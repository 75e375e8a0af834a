package live.danmaku.model;

/** How a danmaku crosses the screen. */
public enum Mode {
    /** From right to left. */
    SCROLL,
    /** From left to right. */
    REVERSE,
    /** Standing at the top. */
    TOP,
    /** Standing at the bottom. */
    BOTTOM;

    /** The name in messages. */
    public String wireName() {
        return WireName.of(this);
    }
}
