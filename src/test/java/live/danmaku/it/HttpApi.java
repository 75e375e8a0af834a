package live.danmaku.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The application's HTTP interface as a client sees it. */
final class HttpApi {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;

    /** The interface of the application with this root. */
    HttpApi(URI applicationBase) {
        this.base = applicationBase.resolve("api/v1/");
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> postText(String room, String text) {
        return postJson(
                room, Json.createObjectBuilder().add("text", text).build().toString());
    }

    HttpResponse<String> postJson(String room, String body) {
        return send(request("rooms/" + room + "/danmaku")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** A room's figures; the room has to be there. */
    JsonObject room(String room) {
        return TestViewer.json(get("rooms/" + room).body());
    }

    /** The node's figures. */
    NodeFigures node() {
        return NodeFigures.of(TestViewer.json(get("node").body()));
    }

    /** What load balancers are told, {@code ready} or {@code live}. */
    HttpResponse<String> health(String question) {
        return send(request("../../health/" + question).GET());
    }

    /** What Prometheus reads. */
    HttpRequest.Builder metrics() {
        return request("../../metrics");
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TestViewer.PATIENCE);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
