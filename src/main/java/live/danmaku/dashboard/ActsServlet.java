package live.danmaku.dashboard;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.io.Serial;
import java.util.List;
import live.danmaku.admin.Operations;
import live.danmaku.admin.Operator;
import live.danmaku.encode.Decoder;
import live.danmaku.encode.Encoder;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.room.Moderation;
import live.danmaku.sanction.Act;
import org.jspecify.annotations.Nullable;

/** Where an administrator moderates: one room at {@code rooms/{room}}, all of them at {@code acts}, with the acts of the protocol. */
@WebServlet(urlPatterns = {"/admin/api/acts", "/admin/api/rooms/*"})
public class ActsServlet extends DashboardServlet {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    transient Operations operations;

    @Inject
    transient Moderation moderation;

    @Inject
    transient Decoder decoder;

    @Inject
    transient Encoder encoder;

    /** All that holds on this node. */
    @Override
    String tell(@Nullable String path) {
        if (path != null) {
            throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "a room's acts are told by the stream");
        }
        return encoder.inForce(moderation.list(null), moderation.isDurable());
    }

    @Override
    String act(@Nullable String path, String body, Operator operator) {
        RoomId room = path == null ? null : new RoomId(path.substring(1));
        Act act = decoder.act(body);
        List<String> done = operations.perform(room, act, operator);
        return encoder.actDone(act.name(), room, done, moderation.isDurable());
    }
}
