package live.danmaku.tool.bench;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;

/** Writes results for programs: lines of JSON. */
final class BenchJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private BenchJson() {}

    /** One server's turn, with all that the load tool says of it. */
    static String turn(Turn turn, Machine machine) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("tool", "bench")
                .add("server", turn.server())
                .add("round", turn.round())
                .add("machine", machine.toString());
        add(json, "cpuMicrosPerFrame", turn.microsPerFrame());
        add(json, "cpuMicrosPerDanmaku", turn.microsPerDanmaku());
        add(json, "cpuMicros", turn.usage().cpuMicros());
        add(json, "framesPerSecond", turn.framesPerSecond());
        add(json, "bytesPerFrame", turn.bytesPerFrame());
        add(json, "bytesPerDanmaku", turn.bytesPerDanmaku());
        add(json, "residentBytes", (double) turn.usage().residentBytes());
        add(json, "bytesPerConnection", turn.usage().bytesPerConnection());
        try (JsonReader reader =
                JSON.createReader(new StringReader(turn.report().json()))) {
            json.add("run", reader.readObject());
        }
        return json.build().toString();
    }

    /** A server that did not take part. */
    static String leftOut(String server, String reason) {
        return JSON.createObjectBuilder()
                .add("tool", "bench")
                .add("server", server)
                .add("leftOut", reason)
                .build()
                .toString();
    }

    /** What is not known is left out. */
    private static void add(JsonObjectBuilder json, String name, double value) {
        if (!Double.isNaN(value)) {
            json.add(name, value);
        }
    }
}
