package live.danmaku.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import live.danmaku.cluster.NodeMessage.Window;
import live.danmaku.merge.Merger;
import live.danmaku.merge.Thinning;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;
import live.danmaku.model.RoomId;

/**
 * What a room has accepted itself and not told the other nodes yet. It is told a little before a window's end, while it still waits
 * in the queue, so that it is on the other nodes when their windows end.
 *
 * <p>Bound: what the room's queue lets through in a window.
 *
 * <p>Threading: {@link #accepted} and {@link #isWaiting} from any thread; the rest under the room's lock.
 */
final class Outflow {

    private final AtomicLong newest = new AtomicLong();

    /** Id up to which the others were told. */
    private volatile long told;

    /** Danmaku of this room's own that were accepted up to there. */
    private long count;

    /** What a tick has taken out of the queue before it was told. */
    private List<Danmaku> taken = new ArrayList<>();

    /** The room has accepted this one. */
    void accepted(long id) {
        newest.accumulateAndGet(id, Math::max);
    }

    boolean isWaiting() {
        return newest.get() > told;
    }

    /** These have left the queue. */
    void taken(List<Danmaku> gathered) {
        own(gathered).forEach(taken::add);
    }

    /**
     * What there is to tell, as no longer untold; of too many, those that the room would show.
     *
     * @param waiting what is in the queue
     */
    Optional<Window> cut(RoomId room, String epoch, List<Danmaku> waiting, Thinning thinning, Merger merger) {
        List<Danmaku> untold = taken;
        taken = new ArrayList<>();
        own(waiting).forEach(untold::add);
        if (untold.isEmpty()) {
            return Optional.empty();
        }
        Batch shown = merger.merge(room, epoch, 0, 0, thinning, untold);
        int omitted = untold.size() - shown.items().size();
        Window window = new Window(room, epoch, told, count, shown.items(), omitted);
        told = untold.get(untold.size() - 1).id();
        count = window.accepted();
        return Optional.of(window);
    }

    /** Id up to which the others were told. */
    long told() {
        return told;
    }

    private List<Danmaku> own(List<Danmaku> danmaku) {
        return danmaku.stream()
                .filter(one -> one.origin() == null && one.id() > told)
                .toList();
    }
}
