package live.danmaku.tool.load;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import live.danmaku.tool.load.client.Answers;
import live.danmaku.tool.load.script.Script;
import live.danmaku.tool.load.verify.Room;
import org.HdrHistogram.Histogram;

/**
 * What became of every post: sent, accepted, refused, or still without an answer.
 *
 * <p>Threading: guarded by its own monitor, which may take a ledger's within.
 */
public final class PostBook implements Answers {
    /** Later than this behind its time, a post counts as late. */
    static final long LATE_NANOS = 10_000_000;

    private static final long LONGEST_MICROS = 600_000_000;

    private final Script script;
    private final List<Room> rooms;
    private final LongSupplier clock;
    private final BitSet answered = new BitSet();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Histogram answerMicros = new Histogram(LONGEST_MICROS, 3);
    private long startNanos;
    private int sent;
    private int late;
    private long latestNanos;
    private int accepted;
    private int answeredTwice;

    /**
     * Where the posts stand.
     *
     * @param late sent more than 10 ms behind their time, because this tool's machine was busy
     * @param latestMillis how late the latest was
     * @param refused by the protocol's code
     * @param unanswered sent, and neither accepted nor refused
     * @param answeredTwice answers to posts that had one already
     */
    public record Standing(
            int scheduled,
            int sent,
            int late,
            double latestMillis,
            int accepted,
            Map<String, Integer> refused,
            int unanswered,
            int answeredTwice) {
        int refusedInAll() {
            return refused.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    PostBook(Script script, List<Room> rooms, LongSupplier clock) {
        this.script = script;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** Sets when post 0 is due, on the clock; before the first post. */
    synchronized void begin(long nanos) {
        startNanos = nanos;
    }

    /** The room that a poster posts into. */
    static Room roomOf(int poster, List<Room> rooms) {
        return rooms.get(poster % rooms.size());
    }

    synchronized void sent(long lateNanos) {
        sent++;
        late += lateNanos > LATE_NANOS ? 1 : 0;
        latestNanos = Math.max(latestNanos, lateNanos);
    }

    @Override
    public synchronized void accepted(int number, String epoch, long id) {
        if (isFirstAnswer(number)) {
            roomOf(script.poster(number), rooms).ledger().accepted(epoch, id, number);
            accepted++;
        }
    }

    @Override
    public synchronized void refused(int number, String code) {
        if (isFirstAnswer(number)) {
            refusals.merge(code, 1, Integer::sum);
        }
    }

    private boolean isFirstAnswer(int number) {
        if (number >= script.size() || answered.get(number)) {
            answeredTwice++;
            return false;
        }
        answered.set(number);
        long micros = (clock.getAsLong() - startNanos - script.dueNanos(number)) / 1000;
        answerMicros.recordValue(Math.max(0, Math.min(LONGEST_MICROS, micros)));
        return true;
    }

    synchronized Standing standing() {
        return new Standing(
                script.size(),
                sent,
                late,
                latestNanos / 1e6,
                accepted,
                new TreeMap<>(refusals),
                sent - answered.cardinality(),
                answeredTwice);
    }

    /** How long the answers took from the moment their posts were due, in microseconds; a copy. */
    synchronized Histogram answerMicros() {
        return answerMicros.copy();
    }
}
