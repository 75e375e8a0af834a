package live.danmaku.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.TextKey;
import live.danmaku.identity.Origins;
import live.danmaku.identity.Proxies;
import live.danmaku.identity.Route;
import live.danmaku.model.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything that is served over HTTP: tells browsers what our pages may do, lets pages of other sites read
 * and post only where they are allowed to (CORS, as the Fetch Standard has it), and refuses what they send otherwise.
 * Handshakes of WebSockets go on to their own filter.
 */
public class PageGuard extends HttpFilter {

    @Serial
    private static final long serialVersionUID = 1;

    /** As in the page itself, which a server cannot loosen but another page could leave out. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self' ws: wss:; "
            + "media-src 'self' blob: http: https:; base-uri 'none'; form-action 'self'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors ";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** What the container's login protects is not even to be asked for by other sites' pages. */
    private static final String LOGGED_IN = "/user/";

    /** What administrators use is for pages of our own only, whatever is listed, and in nobody's frame. */
    private static final String ADMIN = "/admin/";

    private static final String ORIGIN = "Origin";

    @Inject
    transient LiveSettings settings;

    @Inject
    transient Origins origins;

    @Inject
    transient Proxies proxies;

    @Inject
    transient Problems problems;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            chain.doFilter(request, response);
            return;
        }
        boolean admin = request.getServletPath().startsWith(ADMIN);
        protect(response, admin);
        String origin = request.getHeader(ORIGIN);
        boolean allowed = false;
        if (origin != null) {
            Route route = proxies.route(request);
            allowed = !admin && origins.allows(route, origin);
            response.addHeader("Vary", ORIGIN);
            try {
                if (admin) {
                    origins.checkOwn(route, origin);
                } else if (isForAllowedOnly(request)) {
                    origins.check(route, origin);
                }
            } catch (Refusal e) {
                problems.write(response, e);
                return;
            }
        }
        if (allowed) {
            share(response, origin);
        }
        if (isPreflight(request)) {
            answerPreflight(response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void protect(HttpServletResponse response, boolean admin) {
        List<String> embedders =
                admin ? List.of() : TextKey.parts(settings.get().text(TextKey.FRAME_ANCESTORS));
        String own = admin ? "'none'" : "'self'";
        response.setHeader(
                "Content-Security-Policy",
                POLICY + Stream.concat(Stream.of(own), embedders.stream()).collect(Collectors.joining(" ")));
        if (embedders.isEmpty()) {
            response.setHeader("X-Frame-Options", admin ? "DENY" : "SAMEORIGIN");
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
    }

    private void share(HttpServletResponse response, @Nullable String origin) {
        response.setHeader("Access-Control-Allow-Origin", origins.allowsAll() ? "*" : origin);
        response.setHeader("Access-Control-Expose-Headers", "Retry-After");
    }

    private static void answerPreflight(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
        response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
        response.setHeader("Access-Control-Max-Age", "600");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static boolean isForAllowedOnly(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod())
                || isPreflight(request)
                || request.getServletPath().startsWith(LOGGED_IN);
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader(ORIGIN) != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }
}
