package live.danmaku.room;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import live.danmaku.cluster.NodeMessage.Window;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Origin;
import live.danmaku.model.RoomId;

/**
 * A room's link to the same room on other nodes: what is told to them, and what was heard of them.
 *
 * <p>Threading: any thread, but for {@link #taken} and {@link #end}, which are called under the room's lock.
 */
interface Link {

    /** On a node that is alone. */
    Link NONE = new Link() {
        @Override
        public Rhythm rhythm(Supplier<Duration> window) {
            return Rhythm.free(window);
        }

        @Override
        public void accepted(long danmaku) {}

        @Override
        public void taken(List<Danmaku> gathered) {}

        @Override
        public void end() {}

        @Override
        public void rescue() {}

        @Override
        public List<Danmaku> news(Window window) {
            return List.of();
        }

        @Override
        public void recall(Origin origin) {}

        @Override
        public void miss(long danmaku) {}

        @Override
        public long takeMissed() {
            return 0;
        }
    };

    /**
     * The link of a room in this life, if the node is one of several.
     *
     * @param lock the room's, under which its queue is emptied
     */
    static Link of(RoomId id, String epoch, RoomContext context, Intake intake, Object lock) {
        return context.relay().isOn() ? new ClusterLink(id, epoch, context, intake, lock) : NONE;
    }

    /** When the room's windows end. */
    Rhythm rhythm(Supplier<Duration> window);

    /** The room has accepted this one; the others are told before the window's end. */
    void accepted(long danmaku);

    /** These have left the queue. */
    void taken(List<Danmaku> gathered);

    /** The room ends: the others are told what they were not told yet of what was {@link #taken}. */
    void end();

    /** Makes sure that what waits to be told will be. */
    void rescue();

    /** What of another node's window is new here; what is known now not to have come is {@link #miss missed}. */
    List<Danmaku> news(Window window);

    /** This one, of another node, is not to be taken in when it comes. */
    void recall(Origin origin);

    /** So many of other nodes did not come; the next batch says so. */
    void miss(long danmaku);

    /** How many did not come and were not told of yet. */
    long takeMissed();
}
