package live.danmaku.tool.load;

/** Who looks on while a run lasts, such as a benchmark that measures the server's process, or interferes with it. */
public interface Phases {
    /** Nobody looks on. */
    Phases UNWATCHED = new Phases() {};

    /** Some time has passed; called five times a second while posts are sent, and may do things to the viewers. */
    default void passes(Scene scene) throws InterruptedException {}

    /** All connections are made, and nothing is posted yet. */
    default void connected() throws InterruptedException {}

    /** The warm-up is over, and measuring begins. */
    default void begins() throws InterruptedException {}

    /** Measuring ends. */
    default void ends() throws InterruptedException {}
}
