package live.danmaku.client;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link DanmakuModerator} decides.
 *
 * @param decision what becomes of the danmaku
 * @param reason for the author where it is rejected, for moderators where it is held; or null
 * @param text another text to show, or null; it is checked as the author's was
 * @param lane another lane, {@code host}, {@code vip} or {@code ordinary}, or null
 */
public record DanmakuVerdict(
        Decision decision,
        @Nullable String reason,
        @Nullable String text,
        @Nullable String lane) {

    /** As it is. */
    public static final DanmakuVerdict ACCEPT = new DanmakuVerdict(Decision.ACCEPT, null, null, null);

    /** What may become of a danmaku. */
    public enum Decision {
        /** The room accepts it. */
        ACCEPT,
        /** Its author is told that it is refused. */
        REJECT,
        /** It waits until a moderator decides, for a bounded time. */
        HOLD
    }

    public static DanmakuVerdict reject(String reason) {
        return new DanmakuVerdict(Decision.REJECT, reason, null, null);
    }

    public static DanmakuVerdict hold(String reason) {
        return new DanmakuVerdict(Decision.HOLD, reason, null, null);
    }

    /** The same with another text. */
    public DanmakuVerdict withText(String value) {
        return new DanmakuVerdict(decision, reason, value, lane);
    }

    /** The same in another lane. */
    public DanmakuVerdict withLane(String value) {
        return new DanmakuVerdict(decision, reason, text, value);
    }
}
