package live.danmaku.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Collections;
import java.util.regex.Pattern;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;

/**
 * Refuses requests whose {@code Content-Type} or {@code Accept} is no media type, or has a weight that is none (RFC 9110,
 * sections 8.3.1 and 12.4.2): WildFly's REST implementation would log a stack trace for each, and so let anybody fill the log.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class MediaTypeFilter extends HttpFilter {

    @Serial
    private static final long serialVersionUID = 1;

    // Possessive, so that no header makes it go back.
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";
    private static final String WEIGHT = "[qQ]=(?:0(?:\\.\\d{0,9})?+|1(?:\\.0{0,9})?+|\\.\\d{1,9})";
    private static final String PARAMETER = "(?![qQ]=)" + TOKEN + "=(?:" + TOKEN + "|\"[^\"\\\\]*+\")";
    private static final String PARAMETERS = "(?:\\s*+;\\s*+(?:" + WEIGHT + "|" + PARAMETER + "))*+\\s*+";
    private static final Pattern CONTENT_TYPE = Pattern.compile(TOKEN + "/" + TOKEN + PARAMETERS);

    /** A star alone is what Java's own client says. */
    private static final String RANGE = "(?:" + TOKEN + "/" + TOKEN + "|\\*)" + PARAMETERS;

    private static final Pattern ACCEPT = Pattern.compile("\\s*+(?:" + RANGE + "(?:,\\s*+" + RANGE + ")*+)?+");

    @Inject
    transient Problems problems;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String type = request.getContentType();
        if (type != null && !CONTENT_TYPE.matcher(type.strip()).matches()) {
            problems.write(response, new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "send application/json"));
        } else if (!Collections.list(request.getHeaders("Accept")).stream().allMatch(MediaTypeFilter::isAcceptable)) {
            problems.write(
                    response, new Refusal(ErrorCode.NOT_ACCEPTABLE, "only application/json can be answered here"));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whether this is a list of media types, possibly with weights. */
    static boolean isAcceptable(String accept) {
        return ACCEPT.matcher(accept).matches();
    }
}
