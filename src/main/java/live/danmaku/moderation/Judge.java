package live.danmaku.moderation;

import live.danmaku.model.Draft;
import live.danmaku.model.RoomId;

/** The company's own say on what people post: what the server's own rules let through comes here. */
@FunctionalInterface
public interface Judge {

    /** There is nobody to ask. */
    Judge NONE = (room, draft) -> Ruling.ACCEPT;

    /** Decides on a danmaku; blocks for a bounded time, and never throws. */
    Ruling rule(RoomId room, Draft draft);
}
