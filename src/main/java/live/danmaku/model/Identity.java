package live.danmaku.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is to the server, and what that allows.
 *
 * @param user the company's own id of the user, never shown to viewers; null for somebody who has not said who they are
 * @param name the name that viewers see; null where the server gives one
 * @param lane priority of what they post
 * @param rights what they may do
 * @param expires when this has to be proved anew, in seconds since 1970-01-01T00:00:00Z; null where it does not
 */
public record Identity(
        @Nullable String user,
        @Nullable String name,
        Lane lane,
        Set<Right> rights,
        @Nullable Long expires) {

    /** Somebody who has not said who they are: watches and posts, in the ordinary lane. */
    public static final Identity ANONYMOUS = trusted(Lane.ORDINARY);

    /** Somebody who has not said who they are, where such people may only watch. */
    public static final Identity SPECTATOR = new Identity(null, null, Lane.ORDINARY, Set.of(Right.WATCH), null);

    public Identity {
        rights = Set.copyOf(rights);
    }

    /** Somebody without a user id who is trusted to name the lane: an application on this server. */
    public static Identity trusted(Lane lane) {
        return new Identity(null, null, lane, Set.of(Right.WATCH, Right.POST), null);
    }

    /** Whether they may do this. */
    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** Refuses, with {@link ErrorCode#FORBIDDEN}, somebody who may not do this. */
    public void require(Right right) {
        if (!may(right)) {
            throw new Refusal(ErrorCode.FORBIDDEN, "you do not have the right to " + right.wireName() + " here");
        }
    }
}
