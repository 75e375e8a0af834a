package live.danmaku.rest;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import live.danmaku.encode.Encoder;
import live.danmaku.identity.Identities;
import live.danmaku.identity.TicketIssuer;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Identity;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;

/**
 * Gives a user whom the container has logged in a ticket for a room, so that a page can connect by the usual path: {@code
 * /user/ticket?room=lobby}. {@code web.xml} lets nobody else come here.
 */
@WebServlet("/user/ticket")
public class TicketServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    transient TicketIssuer issuer;

    @Inject
    transient Encoder encoder;

    @Inject
    transient Problems problems;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        byte[] body;
        try {
            String room = request.getParameter("room");
            TicketIssuer.Issued issued = issuer.issue(user(request), new RoomId(room == null ? "" : room));
            body = encoder.issued(issued.text(), issued.expires()).getBytes(StandardCharsets.UTF_8);
        } catch (Refusal e) {
            problems.write(response, e);
            return;
        }
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Identity user(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        if (user == null) {
            throw new Refusal(ErrorCode.TICKET_REQUIRED, "log in first");
        }
        Identity identity = Identities.ofLogin(user.getName(), request::isUserInRole);
        identity.require(Right.WATCH);
        return identity;
    }
}
