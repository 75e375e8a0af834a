package live.danmaku.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import live.danmaku.encode.Encoder;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.telemetry.Metrics;

/** Makes a response out of a refusal: status, problem document (RFC 9457), and when to come back. */
@ApplicationScoped
public class Problems {

    private static final String PROBLEM_JSON = "application/problem+json";
    private static final int UNAUTHORIZED = 401;

    /** RFC 6750, section 3. */
    private static final String CHALLENGE = "Bearer";

    @Inject
    Encoder encoder;

    @Inject
    Metrics metrics;

    /** The response for a refusal with its code's usual status. */
    public Response response(Refusal refusal) {
        return response(refusal, status(refusal.code()));
    }

    /** The response for a refusal with a status that something else has decided on. */
    public Response response(Refusal refusal, int status) {
        metrics.refused(refusal.code());
        Response.ResponseBuilder response =
                Response.status(status).type(PROBLEM_JSON).entity(encoder.problem(refusal, status));
        if (status == UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (refusal.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds());
        }
        return response.build();
    }

    /** Answers a servlet's request with a refusal and its code's usual status. */
    void write(HttpServletResponse response, Refusal refusal) throws IOException {
        write(response, refusal, status(refusal.code()));
    }

    /** Answers a servlet's request with a refusal and a status that something else has decided on. */
    void write(HttpServletResponse response, Refusal refusal, int status) throws IOException {
        metrics.refused(refusal.code());
        byte[] body = encoder.problem(refusal, status).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(PROBLEM_JSON);
        if (status == UNAUTHORIZED && !response.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case NOT_JSON, ROOM_INVALID, UNKNOWN_TYPE, RESUME_INVALID, BAD_REQUEST -> 400;
            case TICKET_REQUIRED, TICKET_INVALID, TICKET_EXPIRED, TICKET_USED -> 401;
            case FORBIDDEN, ORIGIN_REFUSED, MUTED, ROOM_SILENCED, ROOM_CLOSED -> 403;
            case ROOM_UNKNOWN, DANMAKU_UNKNOWN, NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case SANCTIONS_FULL -> 409;
            case HISTORY_GONE -> 410;
            case MESSAGE_TOO_BIG -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case INVALID_FIELD, TEXT_MISSING, TEXT_TOO_LONG, TEXT_INVALID, SEQ_UNKNOWN -> 422;
            case TOO_MANY_MARKS, TOO_MANY_EMOJI, LINK_BLOCKED, WORD_BLOCKED, PATTERN_BLOCKED, REJECTED, HELD -> 422;
            case UPGRADE_REQUIRED -> 426;
            case ROOM_BUSY, RECOVER_LIMIT, TOO_MANY_FROM_ADDRESS, TOO_MANY_FROM_USER, TOO_MANY_ROOMS_FROM_ADDRESS ->
                429;
            case POST_LIMIT, USER_LIMIT, ADDRESS_LIMIT, SLOW_MODE, TEXT_REPEATED -> 429;
            case INTERNAL -> 500;
            case TOO_MANY_ROOMS, ROOM_FULL, NODE_FULL, TOO_MANY_CONNECTS, MODERATOR_LATE, UNAVAILABLE -> 503;
        };
    }
}
