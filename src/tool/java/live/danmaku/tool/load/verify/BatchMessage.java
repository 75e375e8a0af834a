package live.danmaku.tool.load.verify;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import live.danmaku.tool.load.script.Comment;

/**
 * A {@code batch} message, parsed: ids and times that the wire leaves out are filled in.
 *
 * @param last the highest id that it covers
 * @param combined danmaku that items stand for besides themselves
 * @param omitted danmaku that were left out
 */
public record BatchMessage(BatchKey key, List<Item> items, long last, long combined, long omitted) {
    /**
     * Reads the message.
     *
     * @throws JsonException if a field that the protocol promises is missing or has the wrong type
     */
    public static BatchMessage of(JsonObject json) {
        try {
            long id = json.getJsonNumber("id").longValueExact() - 1;
            long firstAt = json.getJsonNumber("at").longValueExact();
            List<Item> items = new ArrayList<>();
            for (JsonValue value : json.getJsonArray("items")) {
                JsonObject item = value.asJsonObject();
                id = item.containsKey("id") ? item.getJsonNumber("id").longValueExact() : id + 1;
                long at = item.containsKey("at") ? item.getJsonNumber("at").longValueExact() : 0;
                items.add(new Item(id, firstAt + at, comment(item)));
            }
            BatchKey key = new BatchKey(
                    json.getString("epoch"), json.getJsonNumber("seq").longValueExact());
            return new BatchMessage(
                    key,
                    List.copyOf(items),
                    json.containsKey("last") ? json.getJsonNumber("last").longValueExact() : id,
                    json.containsKey("combined")
                            ? json.getJsonNumber("combined").longValueExact()
                            : 0,
                    json.containsKey("omitted") ? sum(json.getJsonObject("omitted")) : 0);
        } catch (NullPointerException | ClassCastException | ArithmeticException e) {
            throw new JsonException("batch lacks a field, or has one of the wrong type", e);
        }
    }

    private static long sum(JsonObject counts) {
        long sum = 0;
        for (JsonValue count : counts.values()) {
            sum += ((JsonNumber) count).longValueExact();
        }
        return sum;
    }

    private static Comment comment(JsonObject item) {
        return new Comment(
                item.getString("text"),
                item.getString("mode", Comment.DEFAULT_MODE),
                item.getString("color", Comment.DEFAULT_COLOR),
                item.getString("size", Comment.DEFAULT_SIZE));
    }
}
