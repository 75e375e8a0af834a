package live.danmaku.encode;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import live.danmaku.encode.ClientMessage.Moderate;
import live.danmaku.encode.ClientMessage.Post;
import live.danmaku.encode.ClientMessage.Recover;
import live.danmaku.encode.ClientMessage.Renew;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.Style;
import live.danmaku.sanction.Act;

/** The fields of a JSON object from a client, read strictly: a known field of the wrong type is refused by name. */
record Fields(JsonObject object) {

    /**
     * A string field; empty when it is left out or null.
     *
     * @throws Refusal {@code invalid_field} when it is anything else
     */
    Optional<String> string(String name) {
        JsonValue value = object.getOrDefault(name, JsonValue.NULL);
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        if (value.getValueType() == JsonValue.ValueType.NULL) {
            return Optional.empty();
        }
        throw new Refusal(ErrorCode.INVALID_FIELD, name + " must be a string");
    }

    /**
     * A boolean field; false when it is left out or null.
     *
     * @throws Refusal {@code invalid_field} when it is anything else
     */
    boolean flag(String name) {
        return switch (object.getOrDefault(name, JsonValue.NULL).getValueType()) {
            case TRUE -> true;
            case FALSE, NULL -> false;
            case ARRAY, OBJECT, STRING, NUMBER ->
                throw new Refusal(ErrorCode.INVALID_FIELD, name + " must be true or false");
        };
    }

    /** What a moderator wants done. */
    Moderate moderate() {
        Act act = new ActFields(this).act();
        // Whoever posted a danmaku is looked for in its room, wherever the mute is to hold.
        return new Moderate(act, flag("everywhere") && !(act instanceof Act.MuteAuthor));
    }

    /** The fields of a request for missed batches. */
    Recover recover() {
        long from = seq("from");
        long to = seq("to");
        if (to < from) {
            throw new Refusal(ErrorCode.INVALID_FIELD, "to must not be below from");
        }
        return new Recover(from, to);
    }

    /** The next ticket of a connection. */
    Renew renew() {
        return new Renew(string("ticket").orElseThrow(() -> new Refusal(ErrorCode.INVALID_FIELD, "ticket is missing")));
    }

    // JSON-P implementations refuse numbers that are too large for them with runtime exceptions of several kinds.
    private long seq(String name) {
        try {
            if (object.get(name) instanceof JsonNumber number && number.isIntegral() && number.longValueExact() >= 1) {
                return number.longValueExact();
            }
        } catch (RuntimeException e) {
            throw notASeq(name);
        }
        throw notASeq(name);
    }

    private static Refusal notASeq(String name) {
        return new Refusal(ErrorCode.INVALID_FIELD, name + " must be the seq of a batch, a whole number from 1");
    }

    /** The fields that a danmaku has, whichever way it comes in. */
    Post post() {
        String text = string("text").orElseThrow(() -> new Refusal(ErrorCode.TEXT_MISSING, "text is missing"));
        return new Post(text, Style.of(string("mode"), string("color"), string("size")));
    }
}
