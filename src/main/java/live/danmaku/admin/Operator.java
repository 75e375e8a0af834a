package live.danmaku.admin;

import java.util.EnumSet;
import live.danmaku.model.Author;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Network;
import live.danmaku.model.Right;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom the application server lets administer it: what they do needs no other right, and is recorded under their name.
 *
 * @param user the name that they logged in with, or where nobody knows it, the way they came
 * @param network where they act from; null where nobody knows
 */
public record Operator(String user, @Nullable Network network) {

    /** Where they act from, for the record. */
    String from() {
        return network == null ? "" : network.label();
    }

    /** The same as a moderator of all rooms. */
    Author moderator() {
        return new Author(
                user,
                "operator " + user,
                new Identity(user, null, Lane.HOST, EnumSet.allOf(Right.class), null),
                network);
    }
}
