package live.danmaku.model;

import org.jspecify.annotations.Nullable;

/**
 * Who posts: the name that viewers see, who it is that shares with others in what a window has room for, and who that is to
 * the server.
 *
 * @param name shown beside the text
 * @param sender the connection or application that posts, whatever names it gives: the same for all that it posts, and
 *     nobody else's
 * @param identity who it is, as far as they have said so, and what they may do
 * @param network where they post from; null where nobody knows
 */
public record Author(
        String name,
        String sender,
        Identity identity,
        @Nullable Network network) {

    /** An author in a lane of whom nothing else is known. */
    public Author(String name, Lane lane, String sender) {
        this(name, sender, Identity.trusted(lane), null);
    }

    /** The same, whose name is nobody else's. */
    public Author(String name, Lane lane) {
        this(name, lane, name);
    }

    /** The same author in another lane. */
    public Author in(Lane lane) {
        return new Author(
                name,
                sender,
                new Identity(identity.user(), identity.name(), lane, identity.rights(), identity.expires()),
                network);
    }

    /** Priority of what this author posts. */
    public Lane lane() {
        return identity.lane();
    }

    /** The company's own id of the user; null where they have not said who they are. */
    public @Nullable String user() {
        return identity.user();
    }
}
