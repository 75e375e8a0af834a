package live.danmaku.merge;

import java.util.List;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;
import live.danmaku.model.RoomId;

/** Makes one batch out of what a room gathered in a window. */
public final class Merger {

    /**
     * The batch of a window: everything, in the order of acceptance.
     *
     * @param gathered at least one, in growing order of id
     */
    public Batch merge(RoomId room, String epoch, long seq, int online, List<Danmaku> gathered) {
        return new Batch(room, epoch, seq, online, gathered);
    }
}
