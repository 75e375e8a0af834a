package live.danmaku.transport;

import live.danmaku.wire.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What a room has kept of the frames that were offered before.
 *
 * <p>Threading: any thread; called under an outbox's lock, so it must not wait for anything.
 */
public interface Past {

    /** The past of a room that keeps nothing. */
    Past NONE = (seq, last) -> null;

    /**
     * The oldest frame that is kept with a seq above {@code seq} and up to {@code last}, held once more, by the caller; null
     * where there is none.
     */
    @Nullable
    Frame after(long seq, long last);
}
