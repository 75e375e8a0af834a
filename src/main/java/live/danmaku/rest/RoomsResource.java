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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import live.danmaku.admin.Figures;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.encode.Decoder;
import live.danmaku.encode.Decoder.HttpPost;
import live.danmaku.encode.Encoder;
import live.danmaku.history.Entry;
import live.danmaku.history.Resume;
import live.danmaku.history.Start;
import live.danmaku.model.Author;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.model.RoomStatus;
import live.danmaku.room.Admission;
import live.danmaku.room.Posted;
import live.danmaku.room.Room;
import live.danmaku.room.RoomRegistry;
import live.danmaku.wire.Encoded;
import org.jspecify.annotations.Nullable;

/** Posting into rooms and looking at them; described in {@code docs/protocol.md} and {@code webapp/openapi.json}. */
@Path("v1/rooms")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {

    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1_000;
    private static final int BATCHES_MAX = 100;
    private static final long BATCHES_BYTES = 1 << 20;

    @Inject
    RoomRegistry registry;

    @Inject
    Figures figures;

    @Inject
    Admission admission;

    @Inject
    LiveSettings settings;

    @Inject
    Decoder decoder;

    @Inject
    Encoder encoder;

    @Inject
    Callers callers;

    @Inject
    HttpServletRequest request;

    /** Posts a danmaku and answers 202 with its id. */
    @POST
    @Path("{room}/danmaku")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response post(@PathParam("room") String room, InputStream body) {
        RoomId id = new RoomId(room);
        HttpPost sent = decoder.httpPost(Body.read(body, settings.get().get(Key.MESSAGE_MAX)));
        Author author = callers.author(id, request, sent.user());
        Posted posted =
                admission.post(id, author, sent.post().text(), sent.post().style());
        return Response.accepted(encoder.accepted(posted.room(), posted.epoch(), posted.id()))
                .build();
    }

    /** The rooms of this node, the most viewers first. */
    @GET
    public Response list(@QueryParam("limit") @Nullable String limit) {
        List<RoomStatus> shown = figures.busiest(limit(limit, LIMIT_MAX));
        return Response.ok(encoder.rooms(figures.rooms(), shown)).build();
    }

    /** One room. */
    @GET
    @Path("{room}")
    public Response get(@PathParam("room") String room) {
        return Response.ok(encoder.room(existing(room).status())).build();
    }

    /** The batches that a room keeps, from the oldest or from the one behind {@code since} on, and what was left out of them. */
    @GET
    @Path("{room}/batches")
    public Response batches(
            @PathParam("room") String room,
            @QueryParam("epoch") @Nullable String epoch,
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("omitted") @Nullable String omitted) {
        callers.identity(new RoomId(room), request).require(Right.WATCH);
        Room found = existing(room);
        Resume wanted = Resume.of(epoch, since, null, null);
        int most = limit(limit, BATCHES_MAX);
        RoomStatus status = found.status();
        Start start = since == null
                ? found.history().oldest(status.seq())
                : found.history().start(wanted, status.epoch(), status.seq());
        if (start.refusal() != null) {
            throw start.refusal();
        }
        boolean withOmitted = flag("omitted", omitted);
        List<Entry> batches = found.history().batchesAfter(start.seen(), most, BATCHES_BYTES);
        List<Encoded> encoded = batches.stream().map(Entry::encoded).toList();
        List<String> leftOut = batches.stream()
                .map(Entry::leftOut)
                .filter(json -> !json.isEmpty())
                .toList();
        return Response.ok(
                        encoder.batches(status, start.recovered(), start.from(), encoded, withOmitted ? leftOut : null))
                .build();
    }

    private Room existing(String room) {
        return registry.find(new RoomId(room))
                .orElseThrow(() -> new Refusal(ErrorCode.ROOM_UNKNOWN, "there is no such room now"));
    }

    private static int limit(@Nullable String text, int max) {
        if (text == null) {
            return LIMIT_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= max) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw badLimit(max);
        }
        throw badLimit(max);
    }

    private static boolean flag(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new Refusal(ErrorCode.INVALID_FIELD, name + " must be true or false");
    }

    private static Refusal badLimit(int max) {
        return new Refusal(ErrorCode.INVALID_FIELD, "limit must be a whole number from 1 to " + max);
    }
}
