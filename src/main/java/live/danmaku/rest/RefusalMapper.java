package live.danmaku.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import live.danmaku.model.Refusal;

/** Answers what the server's own rules refuse. */
@Provider
@ApplicationScoped
public class RefusalMapper implements ExceptionMapper<Refusal> {

    @Inject
    Problems problems;

    @Override
    public Response toResponse(Refusal refusal) {
        return problems.response(refusal);
    }
}
