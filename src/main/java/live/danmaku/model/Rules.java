package live.danmaku.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What moderators have laid down for a room, as its viewers are told.
 *
 * @param slow how long each viewer waits between two posts; zero where nobody has to
 * @param silence who may not post; null where all may
 * @param pinned a notice that everybody sees, those who join later too; null where there is none
 */
public record Rules(
        Duration slow, @Nullable Silence silence, @Nullable String pinned) {

    /** Nothing was laid down. */
    public static final Rules NONE = new Rules(Duration.ZERO, null, null);

    /**
     * Who may not post.
     *
     * @param below the lane below which nobody may; null where nobody may at all
     * @param untilMillis since 1970-01-01T00:00:00Z; 0 = until it is lifted
     */
    public record Silence(@Nullable Lane below, long untilMillis) {

        /** Whether this lane may not post. */
        public boolean covers(Lane lane) {
            return below == null || lane.compareTo(below) > 0;
        }
    }
}
