package live.danmaku.sanction;

import live.danmaku.model.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * What tells one sanction from another.
 *
 * @param kind what it is
 * @param room where it holds; null for everywhere
 * @param target upon whom; empty where it is upon a room
 */
public record SanctionKey(Kind kind, @Nullable RoomId room, String target) {

    /** Something that is laid upon a room. */
    public static SanctionKey of(Kind kind, RoomId room) {
        return new SanctionKey(kind, room, "");
    }
}
