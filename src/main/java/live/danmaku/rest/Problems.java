package live.danmaku.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import live.danmaku.encode.Encoder;
import live.danmaku.encode.RefusalAnswer;
import live.danmaku.model.Refusal;
import live.danmaku.telemetry.Metrics;

/** Makes a response out of a refusal: status, problem document (RFC 9457), and when to come back. */
@ApplicationScoped
public class Problems {

    private static final String CHALLENGE = "WWW-Authenticate";

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
        RefusalAnswer answer = answer(refusal, status);
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.document());
        answer.headers().forEach(response::header);
        return response.build();
    }

    /** Answers a servlet's request with a refusal and its code's usual status. */
    public void write(HttpServletResponse response, Refusal refusal) throws IOException {
        write(response, refusal, refusal.code().status());
    }

    /** Answers a servlet's request with a refusal and a status that something else has decided on. */
    public void write(HttpServletResponse response, Refusal refusal, int status) throws IOException {
        RefusalAnswer answer = answer(refusal, status);
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> {
            // Who asks for another way to log in than a ticket has said so already.
            if (!name.equals(CHALLENGE) || !response.containsHeader(CHALLENGE)) {
                response.setHeader(name, value);
            }
        });
        byte[] body = answer.document().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private RefusalAnswer answer(Refusal refusal, int status) {
        metrics.refused(refusal.code());
        return encoder.answer(refusal, status);
    }
}
