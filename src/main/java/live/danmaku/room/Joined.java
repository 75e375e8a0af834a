package live.danmaku.room;

import live.danmaku.fanout.Seat;

/** A room, and a viewer's place in it and on the node. */
public final class Joined {

    private final Room room;
    private final Seat seat;
    private final Place place;

    Joined(Room room, Seat seat, Place place) {
        this.room = room;
        this.seat = seat;
        this.place = place;
    }

    public Room room() {
        return room;
    }

    /** Takes the viewer out; harmless when it is out already. */
    public void leave() {
        room.leave(seat, place);
    }
}
