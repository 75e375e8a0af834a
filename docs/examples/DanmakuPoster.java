import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Posts danmaku from a JVM that is not on the server, with nothing but the JDK. One object posts from any number of threads.
 *
 * <p>To try it: {@code java DanmakuPoster.java http://127.0.0.1:8080/danmaku lobby "Polls close" Newsroom}
 */
public final class DanmakuPoster {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String server;
    private final String ticket;

    /**
     * @param server the application's root, such as {@code https://live.example.com/danmaku}
     * @param ticket says who posts and in which lane (TicketIssuer.java makes one); empty = nobody in particular
     */
    public DanmakuPoster(String server, String ticket) {
        this.server = server.replaceFirst("/+$", "");
        this.ticket = ticket;
    }

    /**
     * Posts a text, and returns when the room has accepted it.
     *
     * @param user the name shown beside it; empty where the ticket has one
     * @throws IOException with the server's problem document where it refuses; a Retry-After that it has is for the caller to
     *     keep
     */
    public void post(String room, String text, String user) throws IOException, InterruptedException {
        String body = "{\"text\":" + quoted(text) + (user.isEmpty() ? "" : ",\"user\":" + quoted(user)) + "}";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        server + "/api/v1/rooms/" + URLEncoder.encode(room, StandardCharsets.UTF_8) + "/danmaku"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!ticket.isEmpty()) {
            request.header("Authorization", "Bearer " + ticket);
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IOException("status " + answer.statusCode() + ", Retry-After "
                    + answer.headers().firstValue("Retry-After").orElse("none") + ": " + answer.body());
        }
    }

    /** A JSON string; any JSON library does it too. */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char unit : text.toCharArray()) {
            if (unit == '"' || unit == '\\') {
                json.append('\\').append(unit);
            } else if (unit < ' ' || Character.isSurrogate(unit)) {
                json.append(String.format("\\u%04x", (int) unit));
            } else {
                json.append(unit);
            }
        }
        return json.append('"').toString();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new DanmakuPoster(arguments[0], "").post(arguments[1], arguments[2], arguments[3]);
    }
}
