package live.danmaku.tool.chaos;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the server says became of everything: {@code GET /node} and {@code GET /rooms}.
 *
 * @param viewers connected now
 * @param danmaku of the node since the deployment: accepted, and by what became of them
 * @param frames that viewers were offered, and by what became of them
 * @param counters of all else
 * @param unbalancedRooms rooms whose accepted danmaku are not what became of them
 */
record Accounts(
        long viewers,
        Map<String, Long> danmaku,
        Map<String, Long> frames,
        Map<String, Long> counters,
        long unbalancedRooms) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    /** Where accepted danmaku are or end. */
    private static final List<String> DANMAKU_ENDS = List.of("batched", "combined", "thinned", "lost", "pending");

    /** Where frames are or end that viewers were offered. */
    private static final List<String> FRAME_ENDS = List.of("sent", "skipped", "failed", "inFlight", "waiting");

    /** What should never be counted. */
    private static final List<String> FAULTS = List.of("imbalances", "frames-unbalanced", "deliveries-lost", "faults");

    static Accounts read(URI base) throws InterruptedException {
        JsonObject node = get(base.resolve("api/v1/node"));
        JsonObject rooms = get(base.resolve("api/v1/rooms?limit=1000"));
        long unbalanced = rooms.getJsonArray("rooms").getValuesAs(JsonObject.class).stream()
                .map(Accounts::totals)
                .filter(room -> room.getOrDefault("accepted", 0L) != sum(room, DANMAKU_ENDS))
                .count();
        return new Accounts(
                node.getJsonNumber("viewers").longValue(),
                totals(node.getJsonObject("danmaku")),
                totals(node.getJsonObject("frames")),
                totals(node.getJsonObject("counters")),
                unbalanced);
    }

    /** An object's numbers, those by reason summed up. */
    private static Map<String, Long> totals(JsonObject object) {
        Map<String, Long> totals = new TreeMap<>();
        object.forEach((name, value) -> totals.put(name, total(value)));
        return totals;
    }

    private static long total(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number.longValue();
        }
        return value instanceof JsonObject object
                ? object.values().stream().mapToLong(Accounts::total).sum()
                : 0;
    }

    private static JsonObject get(URI uri) throws InterruptedException {
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException(uri + " answered " + answer.statusCode());
            }
            try (JsonReader reader = JSON.createReader(new StringReader(answer.body()))) {
                return reader.readObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long counted(String counter) {
        return counters.getOrDefault(counter, 0L);
    }

    /** Danmaku that wait in rooms. */
    long pending() {
        return danmaku.getOrDefault("pending", 0L);
    }

    /** Connections that the server ended because nothing was read from them, or no ping answered. */
    long givenUp() {
        return counted("closed-slow") + counted("closed-stuck") + counted("closed-dead");
    }

    /**
     * Checks that, with everybody gone, each came to one end, and that as much was accepted since an earlier reading as was
     * acknowledged.
     */
    void check(Checks checks, Accounts before, long acknowledged) {
        checks.equal(
                "accepted = batched + combined + thinned + lost + pending", accepted(), sum(danmaku, DANMAKU_ENDS));
        checks.equal("rooms of which the same is not true", 0, unbalancedRooms);
        checks.equal("accepted = acknowledged", accepted() - before.accepted(), acknowledged);
        checks.equal("lost in the server", 0, lost() - before.lost());
        checks.equal(
                "frames offered = sent + skipped + failed",
                frames.getOrDefault("offered", 0L),
                sum(frames, FRAME_ENDS));
        checks.equal("joined = left + viewers", counted("joined"), counted("left") + viewers);
        for (String fault : FAULTS) {
            checks.equal(fault, 0, counted(fault) - before.counted(fault));
        }
    }

    private long accepted() {
        return danmaku.getOrDefault("accepted", 0L);
    }

    private long lost() {
        return danmaku.getOrDefault("lost", 0L);
    }

    private static long sum(Map<String, Long> terms, List<String> names) {
        return names.stream().mapToLong(name -> terms.getOrDefault(name, 0L)).sum();
    }
}
