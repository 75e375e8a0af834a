package live.danmaku.encode;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Lane;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.sanction.Act;
import live.danmaku.sanction.Kind;
import org.jspecify.annotations.Nullable;

/** The fields of a moderator's act, whichever way it comes in; read as strictly as all others. */
record ActFields(Fields fields) {

    private static final int TARGET_MAX = 255;
    private static final long SHORTEST_MS = 1_000;
    private static final long SLOW_MAX_MS = 3_600_000;

    /**
     * What is to be done.
     *
     * @throws Refusal {@code unknown_type}, {@code invalid_field} or {@code text_missing}
     */
    Act act() {
        String name = fields.string("act").orElseThrow(ActFields::unknownAct);
        return switch (name) {
            case "recall" -> new Act.Recall(epoch(), ids());
            case "announce" -> new Act.Announce(text());
            case "pin" -> new Act.Impose(name, Kind.PIN, "", text(), time());
            case "unpin" -> new Act.Lift(name, Kind.PIN, "");
            case "slow" -> slow(name);
            case "silence" -> new Act.Impose(name, Kind.SILENCE, "", below(), time());
            case "unsilence" -> new Act.Lift(name, Kind.SILENCE, "");
            case "close" -> new Act.Impose(name, Kind.CLOSED, "", "", time());
            case "reopen" -> new Act.Lift(name, Kind.CLOSED, "");
            case "mute" -> mute(name);
            case "unmute" -> unmute(name);
            case "approve" -> new Act.Review(held(), true);
            case "reject" -> new Act.Review(held(), false);
            default -> throw unknownAct();
        };
    }

    private Act slow(String name) {
        long interval = number("interval", 0, SLOW_MAX_MS)
                .orElseThrow(() -> invalid("interval must be milliseconds from 0 to " + SLOW_MAX_MS));
        return interval == 0
                ? new Act.Lift(name, Kind.SLOW, "")
                : new Act.Impose(name, Kind.SLOW, "", Long.toString(interval), time());
    }

    private Act mute(String name) {
        Optional<Long> id = number("id", 1, Long.MAX_VALUE);
        if (id.isPresent()) {
            return new Act.MuteAuthor(epoch(), id.get(), fields.flag("everywhere"), fields.flag("addressToo"), time());
        }
        return user().<Act>map(user -> new Act.Impose(name, Kind.MUTE_USER, user, "", time()))
                .or(() -> address().map(address -> new Act.Impose(name, Kind.MUTE_NETWORK, address, "", time())))
                .or(() -> sender().map(sender -> new Act.Impose(name, Kind.MUTE_SENDER, sender, "", time())))
                .orElseThrow(() -> invalid("id, user, address or sender must say who is muted"));
    }

    private Act unmute(String name) {
        return user().<Act>map(user -> new Act.Lift(name, Kind.MUTE_USER, user))
                .or(() -> address().map(address -> new Act.Lift(name, Kind.MUTE_NETWORK, address)))
                .or(() -> sender().map(sender -> new Act.Lift(name, Kind.MUTE_SENDER, sender)))
                .orElseThrow(() -> invalid("user, address or sender must say who is not muted any more"));
    }

    private long held() {
        return number("id", 1, Long.MAX_VALUE)
                .orElseThrow(() -> invalid("id must be the number of a danmaku that waits, a whole number from 1"));
    }

    private Optional<String> user() {
        return target("user");
    }

    private Optional<String> sender() {
        return target("sender");
    }

    private Optional<String> target(String name) {
        Optional<String> target = fields.string(name);
        if (target.isPresent()
                && (target.get().isEmpty()
                        || target.get().length() > TARGET_MAX
                        || !target.get().codePoints().allMatch(ActFields::isText))) {
            throw invalid(name + " must have 1 to " + TARGET_MAX + " characters, and no control characters");
        }
        return target;
    }

    private Optional<String> address() {
        return target("address")
                .map(address -> Network.ofLabel(address)
                        .orElseThrow(() -> invalid("address must be an IPv4 or IPv6 address, or a /64 of the latter"))
                        .label());
    }

    private String epoch() {
        return fields.string("epoch").orElseThrow(() -> invalid("epoch must be the room's, as a batch has it"));
    }

    private String text() {
        return fields.string("text").orElseThrow(() -> new Refusal(ErrorCode.TEXT_MISSING, "text is missing"));
    }

    /** The name of a lane; empty where nobody may post. */
    private String below() {
        Optional<String> name = fields.string("below");
        return name.isEmpty() ? "" : Lane.of(name).wireName();
    }

    private @Nullable Duration time() {
        long most = Act.LONGEST.toMillis();
        return number("for", SHORTEST_MS, most).map(Duration::ofMillis).orElse(null);
    }

    private List<Long> ids() {
        List<Long> ids = new ArrayList<>();
        if (fields.object().get("ids") instanceof JsonArray array && array.size() <= Act.RECALL_MAX) {
            for (JsonValue value : array) {
                ids.add(whole(value, 1, Long.MAX_VALUE)
                        .orElseThrow(() -> invalid("ids must be ids of danmaku, whole numbers from 1")));
            }
        }
        if (ids.isEmpty()) {
            throw invalid("ids must be a list of 1 to " + Act.RECALL_MAX + " ids of danmaku");
        }
        return ids;
    }

    /** A whole number in this range; empty where it is left out or null. */
    private Optional<Long> number(String name, long min, long max) {
        JsonValue value = fields.object().getOrDefault(name, JsonValue.NULL);
        if (value.getValueType() == JsonValue.ValueType.NULL) {
            return Optional.empty();
        }
        return Optional.of(whole(value, min, max)
                .orElseThrow(() -> invalid(name + " must be a whole number from " + min + " to " + max)));
    }

    // JSON-P implementations refuse numbers that are too large for them with runtime exceptions of several kinds.
    private static Optional<Long> whole(JsonValue value, long min, long max) {
        try {
            if (value instanceof JsonNumber number && number.isIntegral()) {
                long whole = number.longValueExact();
                return whole >= min && whole <= max ? Optional.of(whole) : Optional.empty();
            }
        } catch (RuntimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isText(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }

    private static Refusal invalid(String message) {
        return new Refusal(ErrorCode.INVALID_FIELD, message);
    }

    private static Refusal unknownAct() {
        return invalid(
                "act must be recall, announce, pin, unpin, slow, silence, unsilence, close, reopen, mute, unmute, approve or reject");
    }
}
