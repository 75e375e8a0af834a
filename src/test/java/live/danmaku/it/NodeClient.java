package live.danmaku.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;

/**
 * What a client in Node has seen of a room.
 *
 * @param subprotocol the agreed one
 * @param extensions the agreed ones, as in the handshake's header
 * @param binaryMessages how many of the messages were binary
 * @param heard what came
 */
record NodeClient(String subprotocol, String extensions, int binaryMessages, Chatter heard) {

    /** Lets one of the clients that {@code node-client.mjs} knows post {@link Chatter#POSTS} and hear them. */
    static NodeClient converse(String client, URI base, String room) {
        JsonObject seen = Node.run(
                "node-client.mjs",
                Json.createObjectBuilder()
                        .add("client", client)
                        .add("url", base.resolve("ws/rooms/" + room).toString())
                        .add("library", Node.library().toUri().toString())
                        .add("texts", Json.createArrayBuilder(Chatter.POSTS))
                        .build()
                        .toString());
        return new NodeClient(
                seen.getString("protocol"),
                seen.getString("extensions"),
                seen.getInt("binary"),
                new Chatter(
                        seen.getJsonArray("texts").getValuesAs(JsonString::getString),
                        seen.getJsonNumber("bytes").longValue()));
    }
}
