package live.danmaku.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;

/** Answers a fault of ours, which is logged, and a request that broke off, which is not. */
@Provider
@ApplicationScoped
public class FaultMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger("danmaku.rest");

    @Inject
    Problems problems;

    @Inject
    Metrics metrics;

    @Override
    public Response toResponse(Throwable error) {
        if (error instanceof UncheckedIOException) {
            return problems.response(new Refusal(ErrorCode.BAD_REQUEST, "the request broke off"));
        }
        metrics.count(Counter.FAULTS);
        LOG.log(Level.ERROR, "a request was not handled", error);
        return problems.response(new Refusal(ErrorCode.INTERNAL, "the request could not be handled"));
    }
}
