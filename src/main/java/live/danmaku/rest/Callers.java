package live.danmaku.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import live.danmaku.identity.Identities;
import live.danmaku.identity.Proxies;
import live.danmaku.identity.Ticket;
import live.danmaku.model.Author;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Identity;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.moderation.TextRules;
import org.jspecify.annotations.Nullable;

/** Says who asks over HTTP: the bearer of a ticket (RFC 6750), or nobody in particular. */
@ApplicationScoped
public class Callers {

    private static final String BEARER = "bearer ";
    private static final String DEFAULT_NAME = "guest";

    @Inject
    Identities identities;

    @Inject
    Proxies proxies;

    /**
     * Who asks for something of a room; a ticket that is good once is used up.
     *
     * @throws Refusal {@code ticket_required}, {@code ticket_invalid}, {@code ticket_expired}, {@code ticket_used} or {@code
     *     forbidden}
     */
    public Identity identity(RoomId room, HttpServletRequest request) {
        Ticket ticket = identities.ticket(room, bearer(request));
        identities.redeem(ticket);
        return ticket.identity();
    }

    /**
     * Who posts into a room, and may.
     *
     * @param name under which they wish to post; null where they leave it to us
     * @throws Refusal as {@link #identity}, {@code invalid_field} for a bad name, and {@code forbidden} for another one than
     *     the ticket's
     */
    public Author author(RoomId room, HttpServletRequest request, @Nullable String name) {
        Identity identity = identity(room, request);
        identities.requirePost(room, identity);
        Network network = proxies.route(request).from();
        String sender = identity.user() != null
                ? "user " + identity.user()
                : "address " + (network == null ? request.getRemoteAddr() : network);
        return new Author(name(identity, name), sender, identity, network);
    }

    /**
     * Who moderates a room, or for null everywhere, and may.
     *
     * @throws Refusal as {@link Identities#moderator}
     */
    public Author moderator(@Nullable RoomId room, HttpServletRequest request) {
        Identity identity = identities.moderator(room, bearer(request));
        String user = String.valueOf(identity.user());
        String name = identity.name();
        return new Author(
                name == null ? user : name,
                "user " + user,
                identity,
                proxies.route(request).from());
    }

    private static String name(Identity identity, @Nullable String wanted) {
        String given = identity.name();
        String name = wanted == null ? null : TextRules.name(wanted);
        if (given == null) {
            return name == null ? DEFAULT_NAME : name;
        }
        if (name != null && !name.equals(given)) {
            throw new Refusal(ErrorCode.FORBIDDEN, "the ticket has another name");
        }
        return given;
    }

    private static @Nullable String bearer(HttpServletRequest request) {
        String value = request.getHeader("Authorization");
        return value != null && value.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? value.substring(BEARER.length()).strip()
                : null;
    }
}
