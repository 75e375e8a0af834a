package live.danmaku.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;

/** The ticket that a handshake shows, in whichever of three places its client could put it. */
final class ShownTicket {

    /** What a subprotocol begins with that is a ticket: a browser can set no other header. */
    private static final String SUBPROTOCOL = "danmaku.ticket.";

    private static final String BEARER = "bearer ";

    private ShownTicket() {}

    /** The ticket in {@code Authorization}, among the subprotocols, or in the query; empty where there is none. */
    static Optional<String> in(HttpServletRequest request) {
        return bearer(request).or(() -> subprotocol(request)).or(() -> query(request));
    }

    /** Not by {@code getParameter}, which reads a body too, of any size. Nothing in a ticket needs percent-encoding. */
    private static Optional<String> query(HttpServletRequest request) {
        return Stream.ofNullable(request.getQueryString())
                .flatMap(query -> Stream.of(query.split("&", -1)))
                .filter(parameter -> parameter.startsWith(ArrivingRequest.TICKET + "="))
                .map(parameter -> parameter.substring(ArrivingRequest.TICKET.length() + 1))
                .findFirst();
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    private static Optional<String> subprotocol(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .map(String::strip)
                .filter(offered -> offered.startsWith(SUBPROTOCOL))
                .map(offered -> offered.substring(SUBPROTOCOL.length()))
                .findFirst();
    }
}
