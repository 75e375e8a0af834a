package live.danmaku.admin;

import live.danmaku.room.Drain;

/**
 * The node as a whole, which {@code app} starts and stops.
 *
 * <p>Threading: any thread; draining blocks until the node is empty, for a bounded time.
 */
public interface NodeControl {

    /** Whether viewers and danmaku are let in, and why not. */
    enum State {
        /** Everybody is let in. */
        OPEN,
        /** An operator has emptied the node, and has not opened it again. */
        DRAINED,
        /** The application server is suspended. */
        SUSPENDED,
        /** The application has not started, or is being stopped. */
        STOPPED
    }

    State state();

    /**
     * Empties the node, and keeps it shut until {@link #open()}: what was accepted leaves, every viewer is closed in paced groups
     * with a code that says "come back", which a load balancer makes another node.
     *
     * @throws live.danmaku.model.Refusal {@code unavailable} when the node is stopped or suspended
     */
    Drain.Outcome drain();

    /**
     * Opens the node again after {@link #drain()}.
     *
     * @return whether viewers are let in now: not while the application server is suspended
     */
    boolean open();

    /** Looks at the configuration now, with the files that it names, and not only when it is time. */
    void reload();
}
