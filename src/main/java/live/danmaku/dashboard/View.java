package live.danmaku.dashboard;

import java.util.function.UnaryOperator;
import live.danmaku.model.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows besides the node's figures.
 *
 * @param rooms the list of rooms, or a part of it; null where it shows none
 * @param room one room, with what holds there and what waits for a moderator; null where it shows none
 */
record View(@Nullable RoomQuery rooms, @Nullable RoomId room) {

    /**
     * What a request asks for.
     *
     * @throws live.danmaku.model.Refusal {@code invalid_field} or {@code room_invalid}
     */
    static View of(UnaryOperator<@Nullable String> parameters) {
        String room = parameters.apply("room");
        return new View(RoomQuery.of(parameters), room == null ? null : new RoomId(room));
    }
}
