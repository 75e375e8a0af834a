package live.danmaku.tool.load.client;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import live.danmaku.tool.load.script.Comment;

/** Posts as the protocol writes them; the reference that comes back is the post's number. */
final class PostJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private PostJson() {}

    /** The WebSocket message. */
    static String message(int number, Comment comment) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("type", "post").add("ref", Integer.toString(number));
        return styled(json, comment).build().toString();
    }

    /** The body of an HTTP request. */
    static String body(Comment comment, String user) {
        return styled(JSON.createObjectBuilder().add("user", user), comment)
                .build()
                .toString();
    }

    /** The number of the post that an answer refers to, or -1. */
    static int number(JsonObject answer) {
        try {
            return Integer.parseInt(answer.getString("ref", "-1"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static JsonObjectBuilder styled(JsonObjectBuilder json, Comment comment) {
        json.add("text", comment.text());
        if (!comment.mode().equals(Comment.DEFAULT_MODE)) {
            json.add("mode", comment.mode());
        }
        if (!comment.color().equals(Comment.DEFAULT_COLOR)) {
            json.add("color", comment.color());
        }
        if (!comment.size().equals(Comment.DEFAULT_SIZE)) {
            json.add("size", comment.size());
        }
        return json;
    }
}
