package live.danmaku.history;

import live.danmaku.model.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Where a viewer begins in its room.
 *
 * @param seen seq of the batch before the first one that it is sent
 * @param recovered whether it misses nothing since where it was; null where it did not say where that is
 * @param refusal what was wrong with what it said, or null
 */
public record Start(
        long seen, @Nullable Boolean recovered, @Nullable Refusal refusal) {

    /** Seq of the first batch that it is sent. */
    public long from() {
        return seen + 1;
    }
}
