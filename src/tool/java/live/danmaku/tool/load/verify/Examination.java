package live.danmaku.tool.load.verify;

import java.util.BitSet;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import live.danmaku.tool.load.script.Script;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one viewer's history, item by item, and compares it with the posts that the room accepted.
 *
 * <p>Not thread-safe; one object examines one history.
 */
final class Examination {
    private final Room room;
    private final Script script;
    private final History history;
    private final long joinedAfter;

    private final Set<BatchKey> seenBatches = new HashSet<>();
    private final Set<BatchKey> seenForeign = new HashSet<>();
    private final BitSet seenPosts = new BitSet();
    private long nextSeq;
    private long highestId;

    /** The highest id that the batch before covers; not known where nobody got that one, nor after a gap. */
    private @Nullable Long covered;

    private long reached;
    private long leftOut;
    private long miscounted;
    private long delivered;
    private long duplicated;
    private long disordered;
    private long altered;
    private long unacknowledged;
    private long foreign;
    private long gaps;
    private long missingBatches;
    private long repeatedBatches;
    private long lateBatches;

    private Examination(Room room, Script script, History history) {
        this.room = room;
        this.script = script;
        this.history = history;
        this.nextSeq = history.from();
        this.covered = coveredBefore(room, history);
        this.joinedAfter = covered == null ? 0 : covered;
        this.highestId = joinedAfter;
        this.reached = joinedAfter;
    }

    /** The highest id that the batch before the viewer's first one covers; null where nobody got that one. */
    private static @Nullable Long coveredBefore(Room room, History history) {
        if (history.from() == 1) {
            return 0L;
        }
        return room.catalogue().lastIdOf(new BatchKey(history.epoch(), history.from() - 1));
    }

    /**
     * Examines a history.
     *
     * <p>Nothing is expected from before the viewer came, as far as that is known.
     *
     * @param complete whether the viewer stayed to the end; of one who left, nothing is expected after what its batches cover
     */
    static Findings of(Room room, Script script, History history, boolean complete) {
        return new Examination(room, script, history).run(complete);
    }

    /** The accepted ids that the viewer never got, with the numbers of their posts. */
    static NavigableMap<Long, Integer> lost(Room room, Script script, History history) {
        Examination examination = new Examination(room, script, history);
        history.batches().forEach(examination::batch);
        NavigableMap<Long, Integer> lost = room.ledger().ids(history.epoch());
        lost.headMap(examination.joinedAfter, true).clear();
        lost.values().removeIf(examination.seenPosts::get);
        return lost;
    }

    private Findings run(boolean complete) {
        history.batches().forEach(this::batch);
        Ledger ledger = room.ledger();
        long untilTheEnd = complete ? ledger.accepted() : ledger.acceptedUpTo(history.epoch(), reached);
        long expected = untilTheEnd - ledger.acceptedUpTo(history.epoch(), joinedAfter);
        return new Findings(
                expected,
                delivered,
                leftOut,
                expected - delivered - leftOut,
                duplicated,
                disordered,
                altered,
                unacknowledged,
                foreign,
                gaps,
                missingBatches,
                repeatedBatches,
                lateBatches,
                miscounted);
    }

    private void batch(Batch batch) {
        long seq = batch.key().seq();
        boolean again = !seenBatches.add(batch.key());
        if (again) {
            repeatedBatches++;
        } else if (seq < nextSeq) {
            lateBatches++;
        } else if (seq > nextSeq) {
            gaps++;
            missingBatches += seq - nextSeq;
            covered = null;
        }
        if (!again && seq >= nextSeq) {
            account(batch);
        }
        nextSeq = Math.max(nextSeq, seq + 1);
        for (int index = 0; index < batch.size(); index++) {
            item(batch, index);
        }
    }

    /** What the batch has no item of is not lost if it says so; and what it says has to add up. */
    private void account(Batch batch) {
        @Nullable Long before = covered;
        if (before != null && batch.last() - before != batch.size() + batch.leftOut()) {
            miscounted++;
        }
        if (batch.leftOut() > 0) {
            long after = before != null ? before : batch.id(0) - 1;
            long unseen = room.ledger()
                    .between(batch.key().epoch(), after, batch.last())
                    .size();
            for (int index = 0; index < batch.size(); index++) {
                unseen -= batch.number(index) >= 0 ? 1 : 0;
            }
            leftOut += Math.max(0, Math.min(unseen, batch.leftOut()));
        }
        covered = batch.last();
        reached = Math.max(reached, batch.last());
    }

    private void item(Batch batch, int index) {
        long id = batch.id(index);
        int number = batch.number(index);
        boolean again;
        if (number >= 0) {
            again = seenPosts.get(number);
            seenPosts.set(number);
            delivered += again || id <= joinedAfter ? 0 : 1;
        } else {
            again = !seenForeign.add(new BatchKey(batch.key().epoch(), id));
            boolean ours = batch.isUnacknowledged(index, script);
            unacknowledged += ours ? 1 : 0;
            foreign += ours ? 0 : 1;
        }
        if (again) {
            duplicated++;
        } else if (id <= highestId) {
            disordered++;
        }
        highestId = Math.max(highestId, id);
        altered += batch.isAltered(index) ? 1 : 0;
    }
}
