package live.danmaku.sanction;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The record of what moderators and operators did: each act is a line of the log, goes to the store, and the newest ones can
 * be read here.
 *
 * <p>Bound: {@link #KEPT} acts; older ones are in the log and in the store.
 *
 * <p>Threading: any thread.
 */
public final class AuditTrail {

    /** Acts that can be read here. */
    public static final int KEPT = 1_000;

    private static final Logger LOG = System.getLogger("danmaku.audit");

    private final SanctionStore store;
    private final TimeSource time;

    @GuardedBy("this")
    private final Deque<AuditEntry> newest = new ArrayDeque<>();

    @GuardedBy("this")
    private long recorded;

    public AuditTrail(SanctionStore store, TimeSource time) {
        this.store = store;
        this.time = time;
    }

    /**
     * Records one act.
     *
     * @param who did it
     * @param from the address that they acted from; empty where nobody knows
     * @param act its name, of 16 characters at most
     * @param room where; null for everywhere
     * @param what upon what or whom, in words
     */
    public void record(String who, String from, String act, @Nullable RoomId room, String what) {
        AuditEntry entry = new AuditEntry(time.epochMillis(), who, from, act, room, what);
        LOG.log(Level.INFO, entry::line);
        store.record(entry);
        keep(entry);
    }

    /** Takes in what a store has kept of before, the last act first: it comes behind what was recorded here, as far as there is room. */
    public synchronized void follow(List<AuditEntry> before) {
        int room = Math.max(0, KEPT - newest.size());
        newest.addAll(before.subList(0, Math.min(before.size(), room)));
        recorded += before.size();
    }

    /** The newest acts, the last one first. */
    public synchronized List<AuditEntry> newest(int most) {
        return newest.stream().limit(most).toList();
    }

    /** How many acts were recorded or taken in: another number says that there is something new to read. */
    public synchronized long recorded() {
        return recorded;
    }

    private synchronized void keep(AuditEntry entry) {
        recorded++;
        newest.addFirst(entry);
        if (newest.size() > KEPT) {
            newest.removeLast();
        }
    }
}
