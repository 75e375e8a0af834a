package live.danmaku.encode;

import live.danmaku.model.Style;
import live.danmaku.sanction.Act;

/** What a viewer wants, read but not yet admitted. */
public sealed interface ClientMessage {

    /**
     * To post.
     *
     * @param text as sent; its content is not checked yet
     * @param style with defaults where the client left parts out
     */
    record Post(String text, Style style) implements ClientMessage {}

    /**
     * To get missed batches again.
     *
     * @param from seq of the first one, from 1
     * @param to seq of the last one, not below {@code from}
     */
    record Recover(long from, long to) implements ClientMessage {}

    /**
     * To have something done that only moderators may do.
     *
     * @param everywhere whether it is to be done in all rooms, and not in the viewer's own
     */
    record Moderate(Act act, boolean everywhere) implements ClientMessage {}

    /**
     * To stay, with the next ticket.
     *
     * @param ticket as sent; nothing of it is checked yet
     */
    record Renew(String ticket) implements ClientMessage {}

    /** To know whether the way there and back works. */
    record Ping() implements ClientMessage {}
}
