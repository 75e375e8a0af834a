package live.danmaku.client;

/**
 * What share of all accepted danmaku an application wants to be told of: produce one as a bean. Without it, all.
 *
 * <pre>{@code
 * @Produces
 * DanmakuShare share() {
 *     return DanmakuShare.oneIn(100);
 * }
 * }</pre>
 *
 * <p>Which ones is chosen by their ids, evenly and not by who posted them. Rooms and acts are told whole.
 *
 * @param n one danmaku in this many, from 1
 */
public record DanmakuShare(int n) {

    /** All. */
    static final DanmakuShare WHOLE = new DanmakuShare(1);

    /** Refuses a number below 1. */
    public DanmakuShare {
        if (n < 1) {
            throw new IllegalArgumentException("the share is one in 1 or more, was one in " + n);
        }
    }

    public static DanmakuShare oneIn(int n) {
        return new DanmakuShare(n);
    }
}
