package live.danmaku.client;

import org.jspecify.annotations.Nullable;

/**
 * A CDI event that asks for a danmaku: {@code event.fire(DanmakuPost.to("lobby").text("Hello").as("Newsroom"))}.
 *
 * <p>It is not checked here: what the server refuses is counted and logged there, and never thrown at who fired it.
 *
 * @param room the room's id
 * @param text plain text
 * @param user the name shown beside the text, or null
 * @param mode {@code scroll}, {@code reverse}, {@code top}, {@code bottom}, or null for scroll
 * @param color {@code #RRGGBB}, or null for white
 * @param size {@code small}, {@code normal}, {@code large}, or null for normal
 * @param lane {@code host} (shown whatever the room leaves out), {@code vip}, {@code ordinary}, or null for ordinary
 */
public record DanmakuPost(
        String room,
        String text,
        @Nullable String user,
        @Nullable String mode,
        @Nullable String color,
        @Nullable String size,
        @Nullable String lane) {

    /** A post into a room, with everything else still to be said. */
    public static DanmakuPost to(String room) {
        return new DanmakuPost(room, "", null, null, null, null, null);
    }

    public DanmakuPost text(String value) {
        return new DanmakuPost(room, value, user, mode, color, size, lane);
    }

    public DanmakuPost as(String value) {
        return new DanmakuPost(room, text, value, mode, color, size, lane);
    }

    public DanmakuPost mode(String value) {
        return new DanmakuPost(room, text, user, value, color, size, lane);
    }

    public DanmakuPost color(String value) {
        return new DanmakuPost(room, text, user, mode, value, size, lane);
    }

    public DanmakuPost size(String value) {
        return new DanmakuPost(room, text, user, mode, color, value, lane);
    }

    public DanmakuPost lane(@Nullable String value) {
        return new DanmakuPost(room, text, user, mode, color, size, value);
    }
}
