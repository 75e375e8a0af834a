package live.danmaku.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.security.Principal;
import java.util.Locale;
import live.danmaku.admin.Operator;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.identity.Proxies;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.rest.Body;
import live.danmaku.rest.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What all questions and orders of the admin page have in common: JSON both ways, refusals as problems, and the operator's name.
 * {@code web.xml} lets only administrators come here, and {@code PageGuard} only our own pages.
 */
abstract class DashboardServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String JSON = "application/json";

    @Inject
    transient Problems problems;

    @Inject
    transient Proxies proxies;

    @Inject
    transient LiveSettings settings;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        try {
            byte[] body = answer(request).getBytes(UTF_8);
            response.setContentType(JSON);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (Refusal e) {
            problems.write(response, e);
        }
    }

    private String answer(HttpServletRequest request) throws IOException {
        return switch (request.getMethod()) {
            case "GET" -> tell(request.getPathInfo());
            case "POST" -> order(request);
            default -> throw notAllowed();
        };
    }

    /** No form of another site can send this type: that is one of two things that stand before forged orders. */
    private String order(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null
                || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON)) {
            throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "send " + JSON);
        }
        String body = Body.read(request.getInputStream(), settings.get().get(Key.MESSAGE_MAX));
        return act(request.getPathInfo(), body, operator(request));
    }

    private Operator operator(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        if (user == null) {
            throw new Refusal(ErrorCode.TICKET_REQUIRED, "log in first");
        }
        return new Operator(user.getName(), proxies.route(request).from());
    }

    /**
     * The answer to a question.
     *
     * @param path behind the servlet's own
     */
    String tell(@Nullable String path) {
        throw notAllowed();
    }

    /**
     * Does what the body asks for, and says what was done.
     *
     * @param path behind the servlet's own
     */
    String act(@Nullable String path, String body, Operator operator) {
        throw notAllowed();
    }

    private static Refusal notAllowed() {
        return new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "this path does not have this method");
    }
}
