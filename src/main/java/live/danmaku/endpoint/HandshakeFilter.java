package live.danmaku.endpoint;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import live.danmaku.encode.Encoder;
import live.danmaku.history.Resume;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.room.RoomRegistry;
import live.danmaku.telemetry.Metrics;

/**
 * Stands before the container's own handshake and answers with a clear status what cannot become a connection: WebSocket
 * alone could only say 101, or what the container makes of a refusal (403 on one, 404 on another).
 */
@WebFilter(urlPatterns = "/ws/*", asyncSupported = true)
public class HandshakeFilter extends HttpFilter {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String ROOMS = "/ws/rooms/";

    @Inject
    transient Encoder encoder;

    @Inject
    transient Metrics metrics;

    @Inject
    transient RoomRegistry registry;

    @Override
    public void init() {
        registry.guard();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!path.startsWith(ROOMS)) {
            refuse(response, 404, new Refusal(ErrorCode.NOT_FOUND, "rooms are at " + ROOMS + "{room}"));
        } else if (!RoomId.isValid(path.substring(ROOMS.length()))) {
            refuse(response, 400, new Refusal(ErrorCode.ROOM_INVALID, RoomId.RULE));
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            response.setHeader("Upgrade", "websocket");
            refuse(response, 426, new Refusal(ErrorCode.UPGRADE_REQUIRED, "this is a WebSocket; see docs/protocol.md"));
        } else {
            resume(new RoomId(path.substring(ROOMS.length())), request, response, chain);
        }
    }

    private void resume(RoomId room, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            Resume.parse(request.getQueryString());
        } catch (Refusal e) {
            refuse(response, 400, e);
            return;
        }
        knock(room, request, response, chain);
    }

    private void knock(RoomId room, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            registry.knock(room, Network.of(request.getRemoteAddr()).orElse(null));
        } catch (Refusal e) {
            refuse(response, e.code() == ErrorCode.TOO_MANY_FROM_ADDRESS ? 429 : 503, e);
            return;
        }
        chain.doFilter(request, response);
    }

    private void refuse(HttpServletResponse response, int status, Refusal refusal) throws IOException {
        metrics.refused(refusal.code());
        byte[] body = encoder.problem(refusal, status).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        if (refusal.retryAfterSeconds() > 0) {
            response.setHeader("Retry-After", Long.toString(refusal.retryAfterSeconds()));
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
