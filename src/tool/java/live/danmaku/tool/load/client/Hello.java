package live.danmaku.tool.load.client;

import jakarta.json.JsonObject;

/**
 * What the server's first message says.
 *
 * @param seq number of the last batch before this viewer
 * @param windowMillis how long the room gathers
 * @param textLimit code points in one danmaku's text
 * @param recovered whether everything since the batch that this viewer named is to follow
 */
public record Hello(String epoch, long seq, long windowMillis, int textLimit, boolean recovered) {
    static Hello of(JsonObject json) {
        return new Hello(
                json.getString("epoch"),
                json.getJsonNumber("seq").longValueExact(),
                json.getJsonNumber("window").longValueExact(),
                json.getJsonObject("limits").getInt("text"),
                json.getBoolean("recovered", false));
    }
}
