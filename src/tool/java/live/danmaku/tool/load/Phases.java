package live.danmaku.tool.load;

/** Who looks on while a run lasts, such as a benchmark that measures the server's process; each is called once. */
public interface Phases {
    /** Nobody looks on. */
    Phases UNWATCHED = new Phases() {};

    /** All connections are made, and nothing is posted yet. */
    default void connected() {}

    /** The warm-up is over, and measuring begins. */
    default void begins() {}

    /** Measuring ends. */
    default void ends() {}
}
