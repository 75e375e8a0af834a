package live.danmaku.jmx;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Set;
import live.danmaku.admin.Operations;
import live.danmaku.config.Key;
import live.danmaku.config.Rejected;
import live.danmaku.encode.Decoder;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.room.Drain;
import live.danmaku.sanction.Act;
import org.jspecify.annotations.Nullable;

/**
 * What both beans do, in a room or everywhere. Acts are written and read as moderators write them over HTTP, so that they are
 * looked at as strictly, and refused in the same words.
 *
 * @param operations does it
 * @param decoder reads acts
 */
record Controls(Operations operations, Decoder decoder) {

    /** What says "everywhere" where a room's name is asked for. */
    static final String EVERYWHERE = "*";

    /** The room of this name, or null for {@link #EVERYWHERE}. */
    static @Nullable RoomId where(@Nullable String room) {
        return EVERYWHERE.equals(room) ? null : new RoomId(room == null ? "" : room);
    }

    String announce(@Nullable RoomId where, @Nullable String text) {
        return perform(where, act("announce").add("text", text == null ? "" : text));
    }

    String pin(@Nullable RoomId where, @Nullable String text, long seconds) {
        return text == null || text.isEmpty()
                ? perform(where, act("unpin"))
                : perform(where, lasting(act("pin").add("text", text), seconds));
    }

    String close(@Nullable RoomId where, long seconds) {
        return perform(where, lasting(act("close"), seconds));
    }

    String reopen(@Nullable RoomId where) {
        return perform(where, act("reopen"));
    }

    String silence(@Nullable RoomId where, @Nullable String below, long seconds) {
        JsonObjectBuilder silence = lasting(act("silence"), seconds);
        return perform(where, below == null || below.isEmpty() ? silence : silence.add("below", below));
    }

    String unsilence(@Nullable RoomId where) {
        return perform(where, act("unsilence"));
    }

    String slow(@Nullable RoomId where, long millis, long seconds) {
        return perform(where, lasting(act("slow").add("interval", millis), seconds));
    }

    String mute(@Nullable RoomId where, @Nullable String kind, @Nullable String target, long seconds) {
        return perform(where, lasting(on(act("mute"), kind, target), seconds));
    }

    String unmute(@Nullable RoomId where, @Nullable String kind, @Nullable String target) {
        return perform(where, on(act("unmute"), kind, target));
    }

    String set(@Nullable RoomId where, Key key, String value) {
        operations.set(where, key, value, Caller.operator());
        return key.property() + " = " + value.strip();
    }

    String reset(@Nullable RoomId where, Key key) {
        return (operations.reset(where, key, Caller.operator()) ? "reset " : "nothing to reset: ") + key.property();
    }

    Set<String> resetAll() {
        return operations.resetAll(Caller.operator());
    }

    List<Rejected> reload() {
        return operations.reload(Caller.operator());
    }

    Drain.Outcome drain() {
        return operations.drain(Caller.operator());
    }

    boolean resume() {
        return operations.resume(Caller.operator());
    }

    /** The live key of this name in MicroProfile Config. */
    static Key key(@Nullable String property) {
        return Key.of(property == null ? "" : property)
                .orElseThrow(() -> invalid("\"" + property + "\" is not the name of a number that can be set"));
    }

    private String perform(@Nullable RoomId where, JsonObjectBuilder fields) {
        return String.join(
                "; ", operations.perform(where, decoder.act(fields.build().toString()), Caller.operator()));
    }

    private static JsonObjectBuilder act(String name) {
        return Json.createObjectBuilder().add("act", name);
    }

    private static JsonObjectBuilder on(JsonObjectBuilder act, @Nullable String kind, @Nullable String target) {
        if (!"user".equals(kind) && !"address".equals(kind) && !"sender".equals(kind)) {
            throw invalid("kind must be user, address or sender");
        }
        return act.add(kind, target == null ? "" : target);
    }

    private static JsonObjectBuilder lasting(JsonObjectBuilder act, long seconds) {
        long most = Act.LONGEST.toSeconds();
        if (seconds < 0 || seconds > most) {
            throw invalid("seconds must be a whole number from 0, which is until it is lifted, to " + most);
        }
        return seconds == 0 ? act : act.add("for", seconds * 1_000);
    }

    private static Refusal invalid(String message) {
        return new Refusal(ErrorCode.INVALID_FIELD, message);
    }
}
