package live.danmaku.history;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import live.danmaku.model.Author;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Origin;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomStatus;
import live.danmaku.wire.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The recent batches of one room, as bytes that no viewer holds back: bounded by their age, their number, their bytes, and
 * by what all rooms of the node keep together.
 *
 * <p>Threading: any thread. Readers see the entries as they were at one moment, and never wait; who adds or gives up makes
 * the list anew, under {@code this}, which is a leaf.
 */
public final class History {

    private static final Entry[] NONE = {};

    private final Kept kept;

    /** Oldest first; never changed, but replaced whole. A batch that could not be made is missing in between. */
    private volatile Entry[] entries = NONE;

    /** What these entries took when they were last weighed, which is what {@link #kept} has been told; written as they are. */
    private volatile long bytes;

    /** A room's history without batches; what it keeps is counted in {@code kept}, which has a share in the bounds. */
    public History(Kept kept) {
        this.kept = kept;
    }

    /** Keeps a batch, the next one in the order of seq, and gives up the oldest ones where it may not keep so much. */
    public synchronized void add(Entry entry, Allowed allowed) {
        Entry[] longer = Arrays.copyOf(entries, entries.length + 1);
        longer[entries.length] = entry;
        keep(longer, entry.nanos(), allowed);
    }

    /** Gives up what is too old by now. */
    public void tidy(long nowNanos, Allowed allowed) {
        Entry[] now = entries;
        if (now.length > 0 && isTooOld(now[0], nowNanos, allowed)) {
            synchronized (this) {
                keep(entries, nowNanos, allowed);
            }
        }
    }

    /**
     * Has every batch that is kept with a seq above {@code seq} replaced by what {@code change} makes of it, which has the same
     * seq. Batches that were handed out before stay as they were. The change is made on the calling thread and nobody waits
     * for it; where another one came between, it is made anew.
     */
    public void rewrite(long seq, UnaryOperator<Entry> change) {
        Map<Long, Change> changes = new HashMap<>();
        do {
            changes.clear();
            Entry[] now = entries;
            for (int i = indexAfter(now, seq); i < now.length; i++) {
                Entry to = change.apply(now[i]);
                if (!to.equals(now[i])) {
                    changes.put(to.seq(), new Change(now[i], to));
                }
            }
        } while (!changes.isEmpty() && !apply(changes));
    }

    /** An entry, and what is to be in its place. */
    private record Change(Entry from, Entry to) {}

    /** Makes all changes, or answers false, and makes none, where one is of an entry that is another one by now. */
    private synchronized boolean apply(Map<Long, Change> changes) {
        Entry[] changed = entries.clone();
        for (int i = 0; i < changed.length; i++) {
            Change change = changes.get(changed[i].seq());
            if (change != null && !change.from().equals(changed[i])) {
                return false;
            }
            changed[i] = change == null ? changed[i] : change.to();
        }
        replace(changed, Arrays.stream(changed).mapToLong(Entry::bytes).sum());
        return true;
    }

    /** Who posted a danmaku, for as long as its batch is kept. */
    public Optional<Author> author(long id) {
        return Arrays.stream(entries)
                .flatMap(entry -> entry.author(id).stream())
                .findFirst();
    }

    /** Where a danmaku was accepted first, if that was another node, for as long as its batch is kept. */
    public Optional<Origin> originOf(long id) {
        return Arrays.stream(entries)
                .flatMap(entry -> entry.origin(id).stream())
                .findFirst();
    }

    /** The id here of a danmaku of another node, for as long as its batch is kept. */
    public OptionalLong idOf(Origin origin) {
        return Arrays.stream(entries)
                .flatMapToLong(entry -> entry.idOf(origin).stream())
                .findFirst();
    }

    /** Gives up everything. */
    public synchronized void clear() {
        replace(NONE, 0);
    }

    /**
     * The frame of the oldest batch that is kept with a seq above {@code seq} and up to {@code last}, held once more, by the
     * caller; null where there is none.
     */
    public @Nullable Frame after(long seq, long last) {
        Entry[] now = entries;
        int found = indexAfter(now, seq);
        return found < now.length && now[found].seq() <= last
                ? now[found].encoded().frame()
                : null;
    }

    /** The batches that are kept with a seq above {@code seq}, the oldest first: so many, or so many bytes, at the most. */
    public List<Entry> batchesAfter(long seq, int limit, long maxBytes) {
        Entry[] now = entries;
        int first = indexAfter(now, seq);
        int end = first;
        long left = maxBytes;
        // One in any case, or a reader would never get beyond a large one.
        while (end < now.length && end - first < limit && (end == first || now[end].bytes() <= left)) {
            left -= now[end].bytes();
            end++;
        }
        return List.of(Arrays.copyOfRange(now, first, end));
    }

    /**
     * Where a viewer begins.
     *
     * @param wanted what it asks for
     * @param epoch the room's
     * @param newest seq of the room's last batch, 0 before the first
     */
    public Start start(Resume wanted, String epoch, long newest) {
        Entry[] now = entries;
        long before = before(now, newest);
        Integer last = wanted.last();
        long tail = last == null ? before : Math.max(before, beforeLast(now, newest, last));
        Long since = wanted.since();
        if (since == null) {
            return new Start(last == null ? newest : tail, null, null);
        }
        if (!epoch.equals(wanted.epoch())) {
            long elsewhere = wanted.heard().lastHeard(now, epoch);
            return elsewhere < 0 ? new Start(tail, false, null) : new Start(Math.min(newest, elsewhere), true, null);
        }
        if (since > newest) {
            Refusal unknown = new Refusal(
                    ErrorCode.SEQ_UNKNOWN, "since is " + since + ", but the room's last batch is " + newest);
            return new Start(newest, false, unknown);
        }
        return since >= before ? new Start(since, true, null) : new Start(tail, false, null);
    }

    /** The beginning of what is kept; {@code newest} is the seq of the room's last batch. */
    public Start oldest(long newest) {
        return new Start(before(entries, newest), null, null);
    }

    /**
     * Refuses batches that are not all kept.
     *
     * @param newest seq of the room's last batch
     * @throws Refusal {@code seq_unknown} or {@code history_gone}
     */
    public void requireRange(long from, long to, long newest) {
        if (to > newest) {
            throw new Refusal(ErrorCode.SEQ_UNKNOWN, "to is " + to + ", but the room's last batch is " + newest);
        }
        long first = before(entries, newest) + 1;
        if (from < first) {
            throw Refusal.historyGone(first);
        }
    }

    /** What is kept, about now. */
    public RoomStatus.History figures() {
        return new RoomStatus.History(entries.length, bytes);
    }

    /** The seq before the first batch that is kept; the newest where nothing is kept up to it. */
    private static long before(Entry[] now, long newest) {
        return now.length == 0 ? newest : Math.min(newest, now[0].seq() - 1);
    }

    /** The seq before the newest whole batches that together have at least so many danmaku. */
    private static long beforeLast(Entry[] now, long newest, int danmaku) {
        long missing = danmaku;
        int first = indexAfter(now, newest);
        while (first > 0 && missing > 0) {
            missing -= now[--first].danmaku();
        }
        return first < now.length ? Math.min(newest, now[first].seq() - 1) : newest;
    }

    /** Index of the first entry above a seq, or the entries' number. */
    private static int indexAfter(Entry[] now, long seq) {
        int low = 0;
        int high = now.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (now[middle].seq() > seq) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    // Weighed anew each time, for a batch grows when it is compressed for somebody: a few dozen reads a window.
    @GuardedBy("this")
    private void keep(Entry[] candidates, long nowNanos, Allowed allowed) {
        long left = Arrays.stream(candidates).mapToLong(Entry::bytes).sum();
        long others = kept.bytes() - bytes;
        int first = 0;
        while (first < candidates.length
                && (isTooOld(candidates[first], nowNanos, allowed)
                        || candidates.length - first > allowed.batches()
                        || left > allowed.bytes()
                        || others + left > allowed.totalBytes())) {
            left -= candidates[first].bytes();
            first++;
        }
        replace(first == 0 ? candidates : Arrays.copyOfRange(candidates, first, candidates.length), left);
    }

    @GuardedBy("this")
    private void replace(Entry[] now, long nowBytes) {
        kept.changed(now.length - entries.length, nowBytes - bytes);
        bytes = nowBytes;
        entries = now;
    }

    private static boolean isTooOld(Entry entry, long nowNanos, Allowed allowed) {
        return nowNanos - entry.nanos() >= allowed.age().toNanos();
    }
}
