package live.danmaku.it;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a viewer has seen of a room on whatever nodes, as the protocol has a client keep it: how far it has heard of what each life of
 * the room accepted, by which it knows what comes a second time.
 */
final class Seen {
    private final Map<String, Long> heard = new TreeMap<>();
    private final List<String> texts = new ArrayList<>();
    private String epoch = "";
    private long seq;
    private long missed;
    private int repeated;

    /** A batch, the next one. */
    void batch(JsonObject batch) {
        epoch = batch.getString("epoch");
        seq = batch.getInt("seq");
        missed += batch.getInt("missed", 0);
        long id = batch.getInt("id") - 1L;
        for (JsonObject item : batch.getJsonArray("items").getValuesAs(JsonObject.class)) {
            id = item.containsKey("id") ? item.getJsonNumber("id").longValue() : id + 1;
            item(batch, id, item.getString("text"));
        }
    }

    private void item(JsonObject batch, long id, String text) {
        String from = epoch;
        long there = id;
        JsonArray runs = batch.containsKey("relayed") ? batch.getJsonArray("relayed") : JsonArray.EMPTY_JSON_ARRAY;
        for (JsonObject run : runs.getValuesAs(JsonObject.class)) {
            long into = id - run.getInt("first");
            if (into >= 0 && into < run.getInt("count")) {
                from = run.getString("epoch");
                there = run.getInt("origin") + into;
            }
        }
        if (there > heard.getOrDefault(from, 0L)) {
            heard.put(from, there);
            texts.add(text);
        } else {
            repeated++;
        }
    }

    /** Where to go on, as parameters of the address. */
    String query() {
        List<String> parts = new ArrayList<>();
        heard.forEach((of, id) -> parts.add(of + ":" + id));
        return "epoch=" + epoch + "&since=" + seq + "&heard=" + String.join(",", parts);
    }

    /** The texts, each danmaku's once. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    /** How many danmaku came a second time. */
    int repeated() {
        return repeated;
    }

    /** How many danmaku it was told not to have got. */
    long missed() {
        return missed;
    }
}
