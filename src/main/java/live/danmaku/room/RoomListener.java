package live.danmaku.room;

import java.util.List;
import live.danmaku.model.Danmaku;
import live.danmaku.model.RoomId;

/**
 * Is told what happens in rooms.
 *
 * <p>Threading: any thread, partly under a room's or the registry's locks, so nothing here blocks, throws or calls back.
 */
public interface RoomListener {

    /** Listens to nothing. */
    RoomListener NONE = new RoomListener() {
        @Override
        public void opened(RoomId room, String epoch) {}

        @Override
        public void accepted(RoomId room, String epoch, List<Danmaku> danmaku) {}

        @Override
        public void closed(RoomId room, String epoch) {}
    };

    /** A life of a room has begun. */
    void opened(RoomId room, String epoch);

    /**
     * A window has ended in which these were accepted, whatever was made of them.
     *
     * @param danmaku not empty, in the order of ids; nobody changes the list any more
     */
    void accepted(RoomId room, String epoch, List<Danmaku> danmaku);

    /** A life of a room has ended, and all that it accepted was told. */
    void closed(RoomId room, String epoch);
}
