package live.danmaku.model;

/**
 * Who posts: the name that viewers see, the lane that it is posted in, and who it is that shares with others in what a
 * window has room for.
 *
 * @param name shown beside the text
 * @param lane priority of what this author posts
 * @param sender the connection or application that posts, whatever names it gives: the same for all that it posts, and
 *     nobody else's
 */
public record Author(String name, Lane lane, String sender) {

    /** An author whose name is nobody else's, as the server gives them to connections. */
    public Author(String name, Lane lane) {
        this(name, lane, name);
    }
}
