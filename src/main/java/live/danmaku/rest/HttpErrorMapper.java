package live.danmaku.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;

/** Answers what the container's routing refuses: no such path, method or media type. */
@Provider
@ApplicationScoped
public class HttpErrorMapper implements ExceptionMapper<WebApplicationException> {

    @Inject
    Problems problems;

    @Override
    public Response toResponse(WebApplicationException error) {
        Response original = error.getResponse();
        int status = original.getStatus();
        Response problem = problems.response(refusal(status), status);
        String allow = original.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? problem
                : Response.fromResponse(problem)
                        .header(HttpHeaders.ALLOW, allow)
                        .build();
    }

    /** The refusal that a status says. */
    static Refusal refusal(int status) {
        return switch (status) {
            case 401 -> new Refusal(ErrorCode.TICKET_REQUIRED, "log in first");
            case 403 -> new Refusal(ErrorCode.FORBIDDEN, "you do not have the role for this");
            case 404 -> new Refusal(ErrorCode.NOT_FOUND, "nothing is at this path");
            case 405 -> new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "this path does not have this method");
            case 406 -> new Refusal(ErrorCode.NOT_ACCEPTABLE, "only application/json can be answered here");
            case 415 -> new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "send application/json");
            default ->
                status < 500
                        ? new Refusal(ErrorCode.BAD_REQUEST, "the request could not be understood")
                        : new Refusal(ErrorCode.INTERNAL, "the request could not be handled");
        };
    }
}
