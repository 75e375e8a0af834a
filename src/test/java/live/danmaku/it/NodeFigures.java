package live.danmaku.it;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import live.danmaku.model.FrameBalance;

/**
 * What a node tells about its senders.
 *
 * @param senders viewers by way and format, where there are any
 * @param counters what was counted
 * @param bytesInUse shared memory that some viewer may still be sent
 * @param largestBacklog bytes on their way to the viewer that has the most
 * @param behind viewers for whom a frame waits
 * @param frames what became of the frames that viewers were offered
 */
record NodeFigures(
        Map<String, Long> senders,
        Map<String, Long> counters,
        long bytesInUse,
        long largestBacklog,
        long behind,
        FrameBalance frames) {

    NodeFigures {
        senders = new TreeMap<>(senders);
        senders.values().removeIf(viewers -> viewers == 0);
    }

    /** The answer to {@code GET /node}. */
    static NodeFigures of(JsonObject node) {
        return new NodeFigures(
                numbers(node.getJsonObject("senders")),
                numbers(node.getJsonObject("counters")),
                node.getJsonObject("buffers").getJsonNumber("inUse").longValue(),
                node.getJsonObject("backlog").getJsonNumber("largest").longValue(),
                node.getJsonObject("backlog").getJsonNumber("behind").longValue(),
                frames(node.getJsonObject("frames")));
    }

    private static FrameBalance frames(JsonObject frames) {
        JsonObject failed = frames.getJsonObject("failed");
        return new FrameBalance(
                frames.getJsonNumber("offered").longValue(),
                frames.getJsonNumber("sent").longValue(),
                frames.getJsonNumber("skipped").longValue(),
                failed.getJsonNumber("closed").longValue(),
                failed.getJsonNumber("error").longValue(),
                frames.getJsonNumber("inFlight").longValue(),
                frames.getJsonNumber("waiting").longValue());
    }

    long counted(String counter) {
        return counters.getOrDefault(counter, 0L);
    }

    private static Map<String, Long> numbers(JsonObject object) {
        Map<String, Long> numbers = new TreeMap<>();
        object.forEach((name, number) -> numbers.put(name, ((JsonNumber) number).longValue()));
        return numbers;
    }
}
