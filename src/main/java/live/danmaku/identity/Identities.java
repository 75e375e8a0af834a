package live.danmaku.identity;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.moderation.TextRules;
import org.jspecify.annotations.Nullable;

/**
 * Says who somebody is: by a ticket, by the container's login, or nobody in particular where a room takes such people.
 *
 * <p>Threading: any thread.
 */
public final class Identities {

    /** The role of a user who watches and posts. */
    public static final String VIEWER_ROLE = "danmaku-viewer";

    /** The role of a host or one of the staff, who besides posts in the first lane. */
    public static final String HOST_ROLE = "danmaku-host";

    /** The role of a user who besides moderates. */
    public static final String MODERATOR_ROLE = "danmaku-moderator";

    /** The role of an administrator, who watches and moderates. */
    public static final String ADMIN_ROLE = "danmaku-admin";

    /** {@code danmaku.anonymous}: they may watch and post. */
    private static final int POST = 2;

    /** {@code danmaku.anonymous}: they may not even watch. */
    private static final int NONE = 0;

    private final LiveSettings settings;
    private final Tickets tickets;

    public Identities(LiveSettings settings, Tickets tickets) {
        this.settings = settings;
        this.tickets = tickets;
    }

    /**
     * What somebody has to show who wants to a room; to be {@link #redeem redeemed} when nothing else is in the way.
     *
     * @param text the ticket, null where they have none
     * @throws Refusal {@code ticket_required}, {@code ticket_invalid}, {@code ticket_expired} or {@code forbidden}
     */
    public Ticket ticket(RoomId room, @Nullable String text) {
        if (text != null) {
            return tickets.verify(text, room);
        }
        int anonymous = settings.get().get(Key.ANONYMOUS, room);
        if (anonymous == NONE) {
            throw ticketRequired("this room needs a ticket");
        }
        return anonymous < POST ? Ticket.SPECTATORS : Ticket.NONE;
    }

    /** See {@link Tickets#redeem}. */
    public void redeem(Ticket ticket) {
        tickets.redeem(ticket);
    }

    /**
     * Who somebody is with the next ticket, which is used up.
     *
     * @param before who they are by the one before
     * @throws Refusal as {@link #ticket} and {@link #redeem}, and {@code forbidden} when it is another user's
     */
    public Identity renewed(RoomId room, Identity before, String text) {
        if (before.user() == null) {
            throw new Refusal(ErrorCode.FORBIDDEN, "this connection came without a ticket: connect anew with one");
        }
        Ticket next = tickets.verify(text, room);
        if (!before.user().equals(next.identity().user())) {
            throw new Refusal(ErrorCode.FORBIDDEN, "the ticket is another user's: connect anew with it");
        }
        next.identity().require(Right.WATCH);
        redeem(next);
        return next.identity();
    }

    /**
     * Who moderates, by a ticket that is used up.
     *
     * @param room in which room; null for everywhere
     * @param text the ticket, null where they have none
     * @throws Refusal as {@link #ticket} and {@link #redeem}, and {@code forbidden} for who may not
     */
    public Identity moderator(@Nullable RoomId room, @Nullable String text) {
        if (text == null) {
            throw ticketRequired("moderating needs a ticket");
        }
        Ticket ticket = tickets.verify(text, room);
        ticket.identity().require(room == null ? Right.MODERATE_EVERYWHERE : Right.MODERATE);
        redeem(ticket);
        return ticket.identity();
    }

    /**
     * Refuses somebody who may not post in a room: with {@code ticket_required} where a ticket would help, else with {@code
     * forbidden}. Asked at each post, so that an administrator's change holds at once.
     */
    public void requirePost(RoomId room, Identity identity) {
        if (identity.user() == null && settings.get().get(Key.ANONYMOUS, room) < POST) {
            throw ticketRequired("posting in this room needs a ticket");
        }
        identity.require(Right.POST);
    }

    /**
     * Who a user is whom the container has logged in.
     *
     * @param user the name that they log in with, which viewers see too where it can be shown
     * @param hasRole whether they have a role
     */
    public static Identity ofLogin(String user, Predicate<String> hasRole) {
        boolean host = hasRole.test(HOST_ROLE);
        boolean moderator = hasRole.test(MODERATOR_ROLE);
        boolean admin = hasRole.test(ADMIN_ROLE);
        Set<Right> rights = EnumSet.noneOf(Right.class);
        if (host || moderator || hasRole.test(VIEWER_ROLE)) {
            rights.add(Right.WATCH);
            rights.add(Right.POST);
        }
        if (moderator || admin) {
            rights.add(Right.WATCH);
            rights.add(Right.MODERATE);
            rights.add(Right.MODERATE_EVERYWHERE);
        }
        return new Identity(user, shown(user), host ? Lane.HOST : Lane.ORDINARY, rights, null);
    }

    private static @Nullable String shown(String user) {
        try {
            return TextRules.name(user);
        } catch (Refusal e) {
            return null;
        }
    }

    private static Refusal ticketRequired(String message) {
        return new Refusal(ErrorCode.TICKET_REQUIRED, message);
    }
}
