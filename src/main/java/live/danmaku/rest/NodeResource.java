package live.danmaku.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import live.danmaku.admin.Figures;
import live.danmaku.encode.Encoder;

/** This node's figures; described in {@code docs/protocol.md} and {@code webapp/openapi.json}. */
@Path("v1/node")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NodeResource {

    @Inject
    Figures figures;

    @Inject
    Encoder encoder;

    /** Everything that is counted and measured, about now; costs a look at every viewer. */
    @GET
    public Response get() {
        return Response.ok(encoder.node(figures.node())).build();
    }
}
