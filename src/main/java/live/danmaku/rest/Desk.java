package live.danmaku.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.encode.Decoder;
import live.danmaku.encode.Encoder;
import live.danmaku.model.Author;
import live.danmaku.model.RoomId;
import live.danmaku.room.Moderation;
import live.danmaku.sanction.Act;
import org.jspecify.annotations.Nullable;

/** Where moderators' acts arrive over HTTP, for a room or for everywhere. */
@ApplicationScoped
public class Desk {

    @Inject
    Moderation moderation;

    @Inject
    Callers callers;

    @Inject
    LiveSettings settings;

    @Inject
    Decoder decoder;

    @Inject
    Encoder encoder;

    /** Does what the body asks for; {@code room} is null for everywhere. */
    Response perform(@Nullable RoomId room, InputStream body, HttpServletRequest request) {
        Author moderator = callers.moderator(room, request);
        Act act = decoder.act(Body.read(body, settings.get().get(Key.MESSAGE_MAX)));
        List<String> done = moderation.perform(room, act, moderator);
        return Response.ok(encoder.actDone(act.name(), room, done, moderation.isDurable()))
                .build();
    }

    /** What holds in a room, and what waits there for a moderator; or, for null, all that holds. */
    Response list(@Nullable RoomId room, HttpServletRequest request) {
        callers.moderator(room, request);
        boolean durable = moderation.isDurable();
        return Response.ok(
                        room == null
                                ? encoder.inForce(moderation.list(null), durable)
                                : encoder.inForce(
                                        room,
                                        moderation.rules(room),
                                        moderation.list(room),
                                        moderation.held(room),
                                        durable))
                .build();
    }
}
