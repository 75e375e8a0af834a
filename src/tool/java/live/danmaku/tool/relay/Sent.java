package live.danmaku.tool.relay;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.BitSet;

/**
 * What one author has posted: numbered texts that say when they were due.
 *
 * <p>Threading: any thread.
 */
final class Sent {
    private final String author;
    private final int node;

    @GuardedBy("this")
    private int posted;

    @GuardedBy("this")
    private final BitSet accepted = new BitSet();

    @GuardedBy("this")
    private long refused;

    Sent(int author, int node) {
        this.author = "p" + author;
        this.node = node;
    }

    /** The next message: its number, and a text that says who posts it, which it is, and when it was due. */
    synchronized String next(long dueNanos) {
        posted++;
        return "{\"type\":\"post\",\"ref\":\"" + posted + "\",\"text\":\"" + author + " " + posted + " " + dueNanos
                + "\"}";
    }

    /** The server has taken this one. */
    synchronized void accept(int number) {
        accepted.set(number);
    }

    /** The server has not taken one. */
    synchronized void refuse() {
        refused++;
    }

    String author() {
        return author;
    }

    /** Index of the node that it posts to. */
    int node() {
        return node;
    }

    synchronized long posted() {
        return posted;
    }

    synchronized long accepted() {
        return accepted.cardinality();
    }

    /** The numbers of those that were accepted, up to this one. */
    synchronized BitSet acceptedUpTo(long number) {
        return accepted.get(0, Math.toIntExact(Math.min(posted, number) + 1));
    }

    synchronized long refused() {
        return refused;
    }
}
