package live.danmaku.fanout;

import live.danmaku.transport.Outbox;

/**
 * One viewer's place in an audience.
 *
 * <p>Threading: any thread; the section's lock guards where the seat stands.
 */
public final class Seat {

    /** A seat that was left. */
    static final int LEFT = -1;

    private final Section section;
    private final Outbox viewer;

    /** Where it stands in its section, guarded by the section. */
    int index;

    Seat(Section section, Outbox viewer, int index) {
        this.section = section;
        this.viewer = viewer;
        this.index = index;
    }

    /** Who sits here. */
    public Outbox viewer() {
        return viewer;
    }

    /**
     * Leaves the audience.
     *
     * @return whether this was the first call
     */
    public boolean leave() {
        return section.leave(this);
    }
}
