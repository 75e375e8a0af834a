package live.danmaku.tool.chaos;

import live.danmaku.tool.load.Phases;
import live.danmaku.tool.load.Report;

/** What makes a trial hard, and what is to be checked of it besides what every trial checks. */
interface Trouble extends Phases {
    /** All is well. */
    Trouble NONE = new Trouble() {};

    /** The run is over and its viewers are gone: ends what is left of the trouble. */
    default void over() throws InterruptedException {}

    /** What came of it. */
    default void check(Checks checks, Report report) throws InterruptedException {}

    /** Danmaku that were accepted besides those of the run. */
    default long accepted() {
        return 0;
    }

    /** Whether danmaku's times cannot be trusted. */
    default boolean movesTheClock() {
        return false;
    }
}
