package live.danmaku.tool.load.client;

/**
 * How connections are made.
 *
 * @param subprotocol what the server must agree to
 * @param deflate whether to offer permessage-deflate
 * @param sources how many addresses of this machine to connect from, 127.0.1.1 and on; 0 for the one that the system
 *     chooses
 */
public record Offer(String subprotocol, boolean deflate, int sources) {
    public static final String JSON = "danmaku.v1.json";
    public static final String JSON_DEFLATE = "danmaku.v1.json.deflate";

    /** Whether batches may come compressed in one way or the other. */
    public boolean compressed() {
        return deflate || subprotocol.equals(JSON_DEFLATE);
    }
}
