package live.danmaku.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** What moderators do everywhere; described in {@code docs/protocol.md} and {@code webapp/openapi.json}. */
@Path("v1/acts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ActsResource {

    @Inject
    Desk desk;

    @Inject
    HttpServletRequest request;

    /** Does one thing in all rooms. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response perform(InputStream body) {
        return desk.perform(null, body, request);
    }

    /** All that holds on this node. */
    @GET
    public Response list() {
        return desk.list(null, request);
    }
}
