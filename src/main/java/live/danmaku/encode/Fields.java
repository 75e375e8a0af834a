package live.danmaku.encode;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import live.danmaku.encode.ClientMessage.Post;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.Style;

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

    /** The fields that a danmaku has, whichever way it comes in. */
    Post post() {
        String text = string("text").orElseThrow(() -> new Refusal(ErrorCode.TEXT_MISSING, "text is missing"));
        return new Post(text, Style.of(string("mode"), string("color"), string("size")));
    }
}
