package live.danmaku.history;

import java.util.List;
import java.util.Optional;
import live.danmaku.model.Author;
import live.danmaku.wire.Encoded;

/**
 * A batch that a room keeps.
 *
 * @param encoded the batch as bytes
 * @param danmaku how many it has
 * @param first id of the first danmaku that was accepted in its window
 * @param authors who posted what was accepted in its window, by growing id: those too that it does not show
 * @param leftOut the danmaku that were accepted in its window and left out of it, as JSON; empty where there are none
 * @param nanos when it was made, by the clock that only measures
 */
public record Entry(Encoded encoded, int danmaku, long first, List<Author> authors, String leftOut, long nanos) {

    /** What an entry takes besides its bytes, about: its objects and its place in the list. */
    private static final int OVERHEAD = 160;

    /** What an author takes, about: most are the same object for all that one connection posts. */
    private static final int AUTHOR = 16;

    /** The batch's number within the room's epoch. */
    public long seq() {
        return encoded.seq();
    }

    /** Bytes that it takes now, about; more once the batch has been compressed for somebody. */
    long bytes() {
        return (long) OVERHEAD
                + encoded.size()
                + (long) Character.BYTES * leftOut.length()
                + (long) AUTHOR * authors.size();
    }

    /** Whether a danmaku was accepted in its window. */
    public boolean covers(long id) {
        return id >= first && id - first < authors.size();
    }

    /** Who posted a danmaku, where it was accepted in this window. */
    Optional<Author> author(long id) {
        return covers(id) ? Optional.of(authors.get((int) (id - first))) : Optional.empty();
    }

    /** The same entry after something was taken out of it. */
    public Entry with(Encoded batch, String otherLeftOut) {
        return new Entry(batch, danmaku, first, authors, otherLeftOut, nanos);
    }
}
