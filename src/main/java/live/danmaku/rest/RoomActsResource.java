package live.danmaku.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import live.danmaku.model.RoomId;

/** What moderators do in a room; described in {@code docs/protocol.md} and {@code webapp/openapi.json}. */
@Path("v1/rooms/{room}/acts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoomActsResource {

    @Inject
    Desk desk;

    @Inject
    HttpServletRequest request;

    /** Does one thing. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response perform(@PathParam("room") String room, InputStream body) {
        return desk.perform(new RoomId(room), body, request);
    }

    /** What holds in the room, whether it exists now or not. */
    @GET
    public Response list(@PathParam("room") String room) {
        return desk.list(new RoomId(room), request);
    }
}
