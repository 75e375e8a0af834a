package live.danmaku.room;

import live.danmaku.fanout.Seat;

/** A room, and a viewer's place in it. */
public record Joined(Room room, Seat seat) {

    /** Takes the viewer out; harmless when it is out already. */
    public void leave() {
        room.leave(seat);
    }
}
