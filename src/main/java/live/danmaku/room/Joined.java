package live.danmaku.room;

import live.danmaku.fanout.Seat;
import live.danmaku.model.Network;
import org.jspecify.annotations.Nullable;

/**
 * A room, and a viewer's place in it and on the node.
 *
 * @param network where the viewer was counted as coming from; null where it was not counted
 */
public record Joined(Room room, Seat seat, @Nullable Network network) {

    /** Takes the viewer out; harmless when it is out already. */
    public void leave() {
        room.leave(seat, network);
    }
}
