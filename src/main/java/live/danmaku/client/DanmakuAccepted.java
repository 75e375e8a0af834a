package live.danmaku.client;

/**
 * A CDI event: a room has accepted a danmaku, whoever posted it. It comes when the room's window ends, soon after viewers
 * are sent it, on a thread of the server's.
 *
 * @param room the room's id
 * @param epoch the room's life that the id counts within
 * @param id number within the epoch, from 1
 * @param at when it was accepted, milliseconds since 1970-01-01T00:00:00Z
 * @param text plain text
 * @param user the name shown beside it
 * @param mode {@code scroll}, {@code reverse}, {@code top} or {@code bottom}
 * @param color {@code #RRGGBB}
 * @param size {@code small}, {@code normal} or {@code large}
 * @param lane {@code host}, {@code vip} or {@code ordinary}
 */
public record DanmakuAccepted(
        String room,
        String epoch,
        long id,
        long at,
        String text,
        String user,
        String mode,
        String color,
        String size,
        String lane) {}
