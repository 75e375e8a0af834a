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
 * @param pending danmaku that wait in rooms
 * @param counters since the deployment
 */
record Accounts(long viewers, long pending, Map<String, Long> counters) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    /** Where accepted danmaku end; a server that has not all of these ways counts none there. */
    private static final List<String> DANMAKU_ENDS = List.of("batched", "combined", "thinned", "lost");

    /** Where frames end that viewers were offered. */
    private static final List<String> FRAME_ENDS =
            List.of("frames-sent", "frames-skipped", "frames-failed-closed", "frames-failed-error");

    /** What should never be counted. */
    private static final List<String> FAULTS = List.of("lost", "frames-unbalanced", "deliveries-lost", "faults");

    static Accounts read(URI base) throws InterruptedException {
        JsonObject node = get(base.resolve("api/v1/node"));
        JsonObject rooms = get(base.resolve("api/v1/rooms?limit=1000"));
        long pending = rooms.getJsonArray("rooms").getValuesAs(JsonObject.class).stream()
                .mapToLong(room -> room.getJsonNumber("pending").longValue())
                .sum();
        Map<String, Long> counters = new TreeMap<>();
        node.getJsonObject("counters").forEach((name, value) -> counters.put(name, total(value)));
        return new Accounts(node.getJsonNumber("viewers").longValue(), pending, counters);
    }

    /** A number, or the sum of an object's numbers: what is counted by reason. */
    private static long total(JsonValue value) {
        return value instanceof JsonNumber number
                ? number.longValue()
                : value.asJsonObject().values().stream()
                        .mapToLong(Accounts::total)
                        .sum();
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

    /** Connections that the server ended because nothing was read from them, or no ping answered. */
    long givenUp() {
        return counted("closed-slow") + counted("closed-stuck") + counted("closed-dead");
    }

    /** Checks that, with everybody gone, nothing came to no end, and that as much was accepted since an earlier reading as was acknowledged. */
    void check(Checks checks, Accounts before, long acknowledged) {
        checks.equal(
                "accepted = " + String.join(" + ", DANMAKU_ENDS) + " + pending",
                counted("accepted"),
                sum(DANMAKU_ENDS) + pending);
        checks.equal("accepted = acknowledged", counted("accepted") - before.counted("accepted"), acknowledged);
        checks.equal("frames offered = sent + skipped + failed", counted("frames-offered"), sum(FRAME_ENDS));
        for (String fault : FAULTS) {
            checks.equal(fault, 0, counted(fault) - before.counted(fault));
        }
        checks.equal("joined = left + viewers", counted("joined"), counted("left") + viewers);
    }

    private long sum(List<String> names) {
        return names.stream().mapToLong(this::counted).sum();
    }
}
