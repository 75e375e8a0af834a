package live.danmaku.encode;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes danmaku out of batches that were encoded already, as when a moderator recalls them: what is kept of a room then has
 * them nowhere, and says how many there were.
 *
 * <p>A batch is kept as the bytes that viewers are sent, so it is read and written again: some milliseconds for the largest,
 * on the thread of whoever recalls.
 *
 * <p>Threading: any thread.
 */
final class Redaction {

    private static final String RECALLED = "recalled";

    private final JsonProvider json = JsonProvider.provider();
    private final JsonReaderFactory readers = json.createReaderFactory(Map.of());

    /** The batch as {@link Encoder#batch} wrote it, without the items of these ids; the same text where it has none of them. */
    String batch(String text, Set<Long> ids) {
        JsonObject batch = read(text);
        List<JsonObject> kept = new ArrayList<>();
        long before = batch.getJsonNumber("id").longValue() - 1;
        int recalled = 0;
        for (JsonObject item : batch.getJsonArray("items").getValuesAs(JsonObject.class)) {
            long id = item.get("id") instanceof JsonNumber named ? named.longValue() : before + 1;
            if (ids.contains(id)) {
                recalled++;
            } else {
                kept.add(withId(item, id));
            }
            before = id;
        }
        long last = batch.get("last") instanceof JsonNumber named ? named.longValue() : before;
        return recalled == 0 ? text : write(batch, kept, last, recalled);
    }

    /** The danmaku that were left out of a batch, as {@link Encoder#leftOut} wrote them, without those of these ids. */
    String leftOut(String text, Set<Long> ids) {
        if (text.isEmpty()) {
            return text;
        }
        JsonObject leftOut = read(text);
        JsonObjectBuilder reasons = json.createObjectBuilder();
        boolean any = false;
        for (Map.Entry<String, JsonValue> reason :
                leftOut.getJsonObject("danmaku").entrySet()) {
            JsonArrayBuilder others = json.createArrayBuilder();
            boolean some = false;
            for (JsonObject item : reason.getValue().asJsonArray().getValuesAs(JsonObject.class)) {
                if (!ids.contains(item.getJsonNumber("id").longValue())) {
                    others.add(item);
                    some = true;
                }
            }
            if (some) {
                reasons.add(reason.getKey(), others);
                any = true;
            }
        }
        return any
                ? json.createObjectBuilder(leftOut)
                        .add("danmaku", reasons)
                        .build()
                        .toString()
                : "";
    }

    /** The fields stay in their order, and an id stands only where it is not the one before and one more. */
    private String write(JsonObject batch, List<JsonObject> kept, long last, int recalled) {
        long first = kept.isEmpty() ? last + 1 : idOf(kept.get(0));
        JsonArrayBuilder items = json.createArrayBuilder();
        long expected = first;
        for (JsonObject item : kept) {
            long id = idOf(item);
            items.add(
                    id == expected ? json.createObjectBuilder(item).remove("id").build() : item);
            expected = id + 1;
        }
        JsonObjectBuilder result = json.createObjectBuilder();
        for (String name : List.of("type", "room", "epoch", "seq", "online")) {
            result.add(name, batch.get(name));
        }
        result.add("id", first).add("at", batch.get("at"));
        if (kept.isEmpty() || expected != last + 1) {
            result.add("last", last);
        }
        result.add("omitted", omitted(batch, recalled));
        for (String name : List.of("combined", "relayed", "missed", "acts")) {
            if (batch.containsKey(name)) {
                result.add(name, batch.get(name));
            }
        }
        return result.add("items", items).build().toString();
    }

    private JsonObjectBuilder omitted(JsonObject batch, int recalled) {
        JsonObject before = batch.containsKey("omitted") ? batch.getJsonObject("omitted") : JsonValue.EMPTY_JSON_OBJECT;
        return json.createObjectBuilder(before).add(RECALLED, before.getInt(RECALLED, 0) + recalled);
    }

    private JsonObject withId(JsonObject item, long id) {
        JsonObjectBuilder named = json.createObjectBuilder().add("id", id);
        item.forEach((name, value) -> {
            if (!name.equals("id")) {
                named.add(name, value);
            }
        });
        return named.build();
    }

    private static long idOf(JsonObject item) {
        return item.getJsonNumber("id").longValue();
    }

    private JsonObject read(String text) {
        try (JsonReader reader = readers.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
