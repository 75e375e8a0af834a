package live.danmaku.encode;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;
import live.danmaku.encode.ClientMessage.Post;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.sanction.Act;
import org.jspecify.annotations.Nullable;

/**
 * Reads what clients send. The caller bounds the length; nesting is bounded by the JSON-P implementation.
 *
 * <p>Threading: any thread.
 */
public final class Decoder {

    private final JsonParserFactory parsers = JsonProvider.provider().createParserFactory(Map.of());

    /**
     * A message from a viewer.
     *
     * @throws Refusal {@code not_json}
     */
    public Incoming message(String text) {
        return new Incoming(fields(text));
    }

    /**
     * The body of a post over HTTP.
     *
     * @throws Refusal {@code not_json}, {@code invalid_field} or {@code text_missing}
     */
    public HttpPost httpPost(String body) {
        Fields fields = fields(body);
        return new HttpPost(fields.string("user").orElse(null), fields.post());
    }

    /**
     * The body of a moderator's act over HTTP.
     *
     * @throws Refusal {@code not_json}, {@code invalid_field} or {@code text_missing}
     */
    public Act act(String body) {
        return new ActFields(fields(body)).act();
    }

    /**
     * The body of an administrator's order.
     *
     * @throws Refusal {@code not_json} or {@code invalid_field}
     */
    public Order order(String body) {
        Fields fields = fields(body);
        return new Order(
                fields.string("do").orElse(""),
                fields.string("room").orElse(null),
                fields.string("key").orElse(null),
                fields.string("value").orElse(null));
    }

    /**
     * What an administrator wants done to the node.
     *
     * @param name of what; empty where that is missing
     * @param room as sent; null for none in particular
     * @param key the setting, where it is about one
     * @param value what it is to have
     */
    public record Order(
            String name,
            @Nullable String room,
            @Nullable String key,
            @Nullable String value) {}

    /**
     * A post over HTTP.
     *
     * @param user the author's name as sent, or null
     * @param post what is to be posted
     */
    public record HttpPost(@Nullable String user, Post post) {}

    // JSON-P promises JsonException for bad JSON, but its implementations refuse too deep nesting and too large numbers
    // with other runtime exceptions: whatever the parser throws, the input was not what it should be.
    private Fields fields(String text) {
        try (JsonParser parser = parsers.createParser(new StringReader(text))) {
            if (parser.next() == JsonParser.Event.START_OBJECT) {
                Fields fields = new Fields(parser.getObject());
                if (!parser.hasNext()) {
                    return fields;
                }
            }
        } catch (RuntimeException e) {
            throw notJson();
        }
        throw notJson();
    }

    private static Refusal notJson() {
        return new Refusal(ErrorCode.NOT_JSON, "the message must be one JSON object");
    }
}
