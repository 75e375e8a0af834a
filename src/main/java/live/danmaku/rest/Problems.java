package live.danmaku.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import live.danmaku.encode.Encoder;
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
        return response(refusal, refusal.code().status());
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
    public void write(HttpServletResponse response, Refusal refusal) throws IOException {
        write(response, refusal, refusal.code().status());
    }

    /** Answers a servlet's request with a refusal and a status that something else has decided on. */
    public void write(HttpServletResponse response, Refusal refusal, int status) throws IOException {
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
}
