package live.danmaku.encode;

import live.danmaku.model.Style;

/** What a viewer wants, read but not yet admitted. */
public sealed interface ClientMessage {

    /**
     * To post.
     *
     * @param text as sent; its content is not checked yet
     * @param style with defaults where the client left parts out
     */
    record Post(String text, Style style) implements ClientMessage {}

    /** To know whether the way there and back works. */
    record Ping() implements ClientMessage {}
}
