package live.danmaku.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The request of a handshake as the container's own code sees it: with the {@link Arrival} as its user, and without the
 * ticket, which nobody needs any more and the session would keep.
 */
final class ArrivingRequest extends HttpServletRequestWrapper {

    /** The query parameter that a ticket comes in. */
    static final String TICKET = "ticket";

    private final Arrival arrival;

    ArrivingRequest(HttpServletRequest request, Arrival arrival) {
        super(request);
        this.arrival = arrival;
    }

    @Override
    public Principal getUserPrincipal() {
        return arrival;
    }

    @Override
    public @Nullable String getQueryString() {
        String query = super.getQueryString();
        return query == null || !query.contains(TICKET)
                ? query
                : Stream.of(query.split("&", -1))
                        .filter(parameter -> !parameter.startsWith(TICKET + "="))
                        .collect(Collectors.joining("&"));
    }

    /** Nothing: looking for parameters would read a body. What is to be known of the query is in its string. */
    @Override
    public Map<String, String[]> getParameterMap() {
        return new HashMap<>();
    }
}
