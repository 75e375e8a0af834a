package live.danmaku.rest;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.List;
import live.danmaku.admin.Readiness;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.encode.Encoder;
import live.danmaku.room.RoomRegistry;

/**
 * What load balancers and supervisors ask: whether new viewers may be sent here ({@code /health/ready}), and whether the
 * application answers at all ({@code /health/live}); described in {@code docs/protocol.md} and {@code webapp/openapi.json}.
 */
@WebServlet(urlPatterns = {HealthServlet.READY, HealthServlet.LIVE})
public class HealthServlet extends HttpServlet {

    static final String READY = "/health/ready";
    static final String LIVE = "/health/live";

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    transient RoomRegistry registry;

    @Inject
    transient Readiness readiness;

    @Inject
    transient Encoder encoder;

    @Inject
    transient LiveSettings settings;

    /** Other methods are not allowed, where a servlet would say 501 of some. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            super.service(request, response);
        } else {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean live = LIVE.equals(request.getServletPath());
        boolean up = live || readiness.isReady();
        byte[] body = encoder.health(
                        up, registry.viewers(), settings.get().isOn(Key.LIMITS), live ? List.of() : readiness.checks())
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
