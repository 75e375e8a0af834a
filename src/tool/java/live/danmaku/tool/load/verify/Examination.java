package live.danmaku.tool.load.verify;

import java.util.BitSet;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import live.danmaku.tool.load.script.Script;

/**
 * Goes through one viewer's history, item by item, and compares it with the posts that the room accepted.
 *
 * <p>Not thread-safe; one object examines one history.
 */
final class Examination {
    private final Room room;
    private final Script script;
    private final History history;
    private final long before;

    private final Set<BatchKey> seenBatches = new HashSet<>();
    private final Set<BatchKey> seenForeign = new HashSet<>();
    private final BitSet seenPosts = new BitSet();
    private long nextSeq;
    private long highestId;

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
        this.before = room.catalogue().lastIdBefore(history.epoch(), history.from());
        this.nextSeq = history.from();
        this.highestId = before;
    }

    /**
     * Examines a history.
     *
     * Nothing is expected from before the viewer came.
     *
     * @param complete whether the viewer stayed to the end; of one who left, nothing is expected after the last id it got
     */
    static Findings of(Room room, Script script, History history, boolean complete) {
        return new Examination(room, script, history).run(complete);
    }

    /** The accepted ids that the viewer never got, with the numbers of their posts. */
    static NavigableMap<Long, Integer> lost(Room room, Script script, History history) {
        Examination examination = new Examination(room, script, history);
        history.batches().forEach(examination::batch);
        NavigableMap<Long, Integer> lost = room.ledger().ids(history.epoch());
        lost.headMap(examination.before, true).clear();
        lost.values().removeIf(examination.seenPosts::get);
        return lost;
    }

    private Findings run(boolean complete) {
        history.batches().forEach(this::batch);
        Ledger ledger = room.ledger();
        long untilTheEnd = complete ? ledger.accepted() : ledger.acceptedUpTo(history.epoch(), highestId);
        long expected = untilTheEnd - ledger.acceptedUpTo(history.epoch(), before);
        return new Findings(
                expected,
                delivered,
                expected - delivered,
                duplicated,
                disordered,
                altered,
                unacknowledged,
                foreign,
                gaps,
                missingBatches,
                repeatedBatches,
                lateBatches);
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
        }
        nextSeq = Math.max(nextSeq, seq + 1);
        for (int index = 0; index < batch.size(); index++) {
            item(batch, index);
        }
    }

    private void item(Batch batch, int index) {
        long id = batch.id(index);
        int number = batch.number(index);
        boolean again;
        if (number >= 0) {
            again = seenPosts.get(number);
            seenPosts.set(number);
            delivered += again || id <= before ? 0 : 1;
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
