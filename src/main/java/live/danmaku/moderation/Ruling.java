package live.danmaku.moderation;

import live.danmaku.model.Lane;
import org.jspecify.annotations.Nullable;

/**
 * What the company's own application decides of a danmaku.
 *
 * @param decision what becomes of it
 * @param reason why, for people; or null
 * @param text another text to show, not checked yet; or null
 * @param lane another lane, or null
 */
public record Ruling(
        Decision decision,
        @Nullable String reason,
        @Nullable String text,
        @Nullable Lane lane) {

    /** As it is. */
    public static final Ruling ACCEPT = new Ruling(Decision.ACCEPT, null, null, null);

    /** What may become of a danmaku. */
    public enum Decision {
        ACCEPT,
        REJECT,
        /** It waits for a moderator. */
        HOLD,
        /** Nobody could say in time. */
        UNDECIDED
    }

    /** Nobody could say in time. */
    public static final Ruling UNDECIDED = new Ruling(Decision.UNDECIDED, null, null, null);
}
