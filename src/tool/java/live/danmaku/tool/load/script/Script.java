package live.danmaku.tool.load.script;

/**
 * All posts of a run, numbered from 0 in the order of their times. Immutable, so every answer can be asked for again:
 * the run keeps no copy of what it posted.
 */
public interface Script {
    /** Number of posts. */
    int size();

    /** When post {@code number} is due, in nanoseconds after the start; never less than for the number before it. */
    long dueNanos(int number);

    /** How long the posts take, from the start to when the last one is due. */
    default long lengthNanos() {
        return dueNanos(size() - 1);
    }

    /** Number of connections that the posts need; 0 only if there are no posts. */
    int posters();

    /** The connection, 0 to {@code posters() - 1}, that sends post {@code number}. */
    int poster(int number);

    /** The name to post under where the way of posting takes one. */
    String user(int number);

    /** What post {@code number} says. */
    Comment comment(int number);

    /** Whether a text can only come from this run; false where texts carry no mark. */
    boolean marks(String text);
}
