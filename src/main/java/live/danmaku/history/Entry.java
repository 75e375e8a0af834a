package live.danmaku.history;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import live.danmaku.model.Author;
import live.danmaku.model.Origin;
import live.danmaku.model.Relayed.Run;
import live.danmaku.wire.Encoded;

/**
 * A batch that a room keeps.
 *
 * @param encoded the batch as bytes
 * @param danmaku how many it has
 * @param first id of the first danmaku that was accepted in its window
 * @param authors who posted what was accepted in its window, by growing id: those too that it does not show
 * @param relayed which of these were accepted on other nodes, in growing order of id
 * @param leftOut the danmaku that were accepted in its window and left out of it, as JSON; empty where there are none
 * @param nanos when it was made, by the clock that only measures
 */
public record Entry(
        Encoded encoded, int danmaku, long first, List<Author> authors, List<Run> relayed, String leftOut, long nanos) {

    /** What an entry takes besides its bytes, about: its objects and its place in the list. */
    private static final int OVERHEAD = 160;

    /** What an author takes, about: most are the same object for all that one connection posts. */
    private static final int AUTHOR = 16;

    /** What a run takes, about. */
    private static final int RUN = 48;

    /** The batch's number within the room's epoch. */
    public long seq() {
        return encoded.seq();
    }

    /** Bytes that it takes now, about; more once the batch has been compressed for somebody. */
    long bytes() {
        return (long) OVERHEAD
                + encoded.size()
                + (long) Character.BYTES * leftOut.length()
                + (long) AUTHOR * authors.size()
                + (long) RUN * relayed.size();
    }

    /** Whether a danmaku was accepted in its window. */
    public boolean covers(long id) {
        return id >= first && id - first < authors.size();
    }

    /** Who posted a danmaku, where it was accepted in this window. */
    Optional<Author> author(long id) {
        return covers(id) ? Optional.of(authors.get((int) (id - first))) : Optional.empty();
    }

    /** Where a danmaku that was accepted in its window was accepted first, if that was another node. */
    Optional<Origin> origin(long id) {
        return relayed.stream()
                .filter(run -> id >= run.first() && id <= run.last())
                .map(run -> new Origin(run.epoch(), run.originFirst() + id - run.first()))
                .findFirst();
    }

    /** The id here of a danmaku of another node, where it came in this window. */
    OptionalLong idOf(Origin origin) {
        return relayed.stream()
                .filter(run -> run.epoch().equals(origin.epoch())
                        && origin.id() >= run.originFirst()
                        && origin.id() <= run.originLast())
                .mapToLong(run -> run.first() + origin.id() - run.originFirst())
                .findFirst();
    }

    /** What was accepted in its window, in growing order of id, each part by one node; {@code epoch} is the room's here. */
    Stream<Run> parts(String epoch) {
        Stream.Builder<Run> parts = Stream.builder();
        long next = first;
        for (Run run : relayed) {
            addOwn(parts, epoch, next, run.first());
            parts.add(run);
            next = run.last() + 1;
        }
        addOwn(parts, epoch, next, first + authors.size());
        return parts.build();
    }

    private static void addOwn(Stream.Builder<Run> parts, String epoch, long from, long before) {
        if (from < before) {
            parts.add(new Run(epoch, from, from, Math.toIntExact(before - from)));
        }
    }

    /** The same entry after something was taken out of it. */
    public Entry with(Encoded batch, String otherLeftOut) {
        return new Entry(batch, danmaku, first, authors, relayed, otherLeftOut, nanos);
    }
}
