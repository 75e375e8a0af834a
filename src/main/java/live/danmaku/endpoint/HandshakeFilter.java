package live.danmaku.endpoint;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import live.danmaku.encode.Encoder;
import live.danmaku.encode.RefusalAnswer;
import live.danmaku.history.Resume;
import live.danmaku.identity.Identities;
import live.danmaku.identity.Origins;
import live.danmaku.identity.Proxies;
import live.danmaku.identity.Route;
import live.danmaku.identity.Ticket;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.room.RoomRegistry;
import live.danmaku.telemetry.Metrics;

/**
 * Stands before the container's own handshake and answers with a clear status what cannot become a connection: WebSocket
 * alone could only say 101, or what the container makes of a refusal (403 on one, 404 on another). What it finds out of who
 * comes, and from where, goes with the connection as its {@link Arrival}.
 *
 * <p>Mapped by {@code web.xml}, behind the filters that concern every request.
 */
public class HandshakeFilter extends HttpFilter {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String ROOMS = "/ws/rooms/";

    /** Where the container itself asks who somebody is. */
    private static final String USERS_ROOMS = "/ws-user/rooms/";

    @Inject
    transient Encoder encoder;

    @Inject
    transient Metrics metrics;

    @Inject
    transient RoomRegistry registry;

    @Inject
    transient Identities identities;

    @Inject
    transient Origins origins;

    @Inject
    transient Proxies proxies;

    @Override
    public void init() {
        registry.guard();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest admitted;
        try {
            admitted = admit(request);
        } catch (Refusal e) {
            refuse(response, e);
            return;
        }
        chain.doFilter(admitted, response);
    }

    /** The cheap questions first; a ticket is used up when nothing else is in the way. */
    private HttpServletRequest admit(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        boolean login = path.startsWith(USERS_ROOMS);
        RoomId room = room(path, login ? USERS_ROOMS : ROOMS);
        Route route = proxies.route(request);
        origins.check(route, request.getHeader("Origin"));
        Ticket ticket = login ? login(request) : ticket(room, request);
        ticket.identity().require(Right.WATCH);
        if (!request.getMethod().equals("GET") || !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw new Refusal(ErrorCode.UPGRADE_REQUIRED, "this is a WebSocket; see docs/protocol.md");
        }
        Resume.parse(request.getQueryString());
        registry.knock(room, route.from());
        identities.redeem(ticket);
        return new ArrivingRequest(request, new Arrival(ticket.identity(), route.from()));
    }

    private static RoomId room(String path, String rooms) {
        if (!path.startsWith(rooms)) {
            throw new Refusal(ErrorCode.NOT_FOUND, "rooms are at " + ROOMS + "{room}");
        }
        return new RoomId(path.substring(rooms.length()));
    }

    private Ticket ticket(RoomId room, HttpServletRequest request) {
        return identities.ticket(room, ShownTicket.in(request).orElse(null));
    }

    /** The container lets nobody come here who is not logged in. */
    private static Ticket login(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        if (user == null) {
            throw new Refusal(ErrorCode.TICKET_REQUIRED, "log in first");
        }
        return new Ticket(Identities.ofLogin(user.getName(), request::isUserInRole), null);
    }

    private void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        metrics.refused(refusal.code());
        RefusalAnswer answer = encoder.answer(refusal, refusal.code().status());
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        byte[] body = answer.document().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
