package live.danmaku.dashboard;

import java.util.List;
import live.danmaku.model.RoomId;
import live.danmaku.model.RoomStatus;

/** What pages are told of, each thing about now, as JSON without line breaks. */
interface Glance {

    /** The node: its figures, and whether viewers are let in. */
    String node();

    /** All rooms that exist; costs a look at each. */
    List<RoomStatus> rooms();

    /** Some rooms. */
    String rooms(RoomQuery.Page page);

    /** One room, whether it exists now or not. */
    String room(RoomId room);
}
