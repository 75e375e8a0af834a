package live.danmaku.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import live.danmaku.config.LiveSettings;
import live.danmaku.identity.Proxies;
import live.danmaku.metrics.Exposition;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;

/**
 * Answers Prometheus at the path that is configured; all other requests go on. A filter and not a servlet, because the path may
 * change while the server runs.
 */
public class MetricsFilter extends HttpFilter {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Logger LOG = System.getLogger("danmaku.rest");
    private static final String BASIC = "Basic ";

    @Inject
    transient LiveSettings settings;

    @Inject
    transient Proxies proxies;

    @Inject
    transient Exposition exposition;

    @Inject
    transient Problems problems;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        MetricsGate gate = new MetricsGate(settings, proxies);
        if (!gate.isFor(request)) {
            chain.doFilter(request, response);
        } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            problems.write(response, HttpErrorMapper.refusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED));
        } else if (gate.isNear(request)) {
            answer(request, response);
        } else if (hasCredentials(request)) {
            answerUser(request, response);
        } else {
            refuse(response);
        }
    }

    private void answerUser(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isLoggedIn(request, response)) {
            if (!response.isCommitted()) {
                int status = HttpServletResponse.SC_UNAUTHORIZED;
                problems.write(response, HttpErrorMapper.refusal(status), status);
            }
        } else if (request.isUserInRole(MetricsGate.MONITOR_ROLE) || request.isUserInRole(MetricsGate.ADMIN_ROLE)) {
            answer(request, response);
        } else {
            refuse(response);
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        problems.write(
                response, new Refusal(ErrorCode.FORBIDDEN, "metrics are not for this address, nor without their role"));
    }

    private static boolean hasCredentials(HttpServletRequest request) {
        String credentials = request.getHeader("Authorization");
        return credentials != null && credentials.regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    /** The container looks at the credentials, in the realm of its own. */
    private static boolean isLoggedIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return request.authenticate(response);
        } catch (ServletException e) {
            LOG.log(Level.DEBUG, "a login for the metrics failed: {0}", e.toString());
            return false;
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = exposition.scrape().getBytes(StandardCharsets.UTF_8);
        response.setContentType(Exposition.CONTENT_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(body);
        }
    }
}
