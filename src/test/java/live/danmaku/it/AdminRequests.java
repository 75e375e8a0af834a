package live.danmaku.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import live.danmaku.tool.server.LoginUser;

/** Requests that a user of the server's own realm makes of what is for administrators. */
final class AdminRequests {

    private AdminRequests() {}

    /** What is at a path under {@code admin/}. */
    static HttpResponse<String> as(LoginUser user, URI base, String path) {
        return HttpApi.send(login(user, HttpRequest.newBuilder(base.resolve("admin/" + path))));
    }

    /** Has something done in a room. */
    static HttpResponse<String> act(LoginUser user, URI base, String room, String body) {
        return HttpApi.send(login(user, HttpRequest.newBuilder(base.resolve("admin/api/rooms/" + room)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /**
     * The same request with the user's password, over HTTP/1.1 as browsers speak it without TLS: Java's client would ask for
     * HTTP/2, all of whose streams Payara ends when one of them is cancelled.
     */
    static HttpRequest.Builder login(LoginUser user, HttpRequest.Builder request) {
        String pair = user.name() + ":" + user.password();
        return request.version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }
}
