package live.danmaku.identity;

import live.danmaku.model.Identity;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that has been found good for a room, or the lack of one where that is good too.
 *
 * @param identity who comes with it
 * @param id its {@code jti}; null where it has none
 */
public record Ticket(Identity identity, @Nullable String id) {

    /** What people have who may watch without one. */
    static final Ticket SPECTATORS = new Ticket(Identity.SPECTATOR, null);

    /** What people have who may watch and post without one. */
    static final Ticket NONE = new Ticket(Identity.ANONYMOUS, null);
}
