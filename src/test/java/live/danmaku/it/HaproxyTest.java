package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What HAProxy does with the configuration that is delivered, in front of two nodes that only say what they were asked. */
class HaproxyTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Node one = new Node();
    private final Node other = new Node();
    private Haproxy balancer;

    @BeforeEach
    void start() {
        balancer = Haproxy.before(one.uri(), other.uri());
    }

    @AfterEach
    void stop() {
        one.server.stop(0);
        other.server.stop(0);
        if (balancer != null) {
            balancer.close();
        }
    }

    @Test
    void wayOfARequest_isWrittenAnew_whateverTheClientClaims() throws Exception {
        send(request("api/v1/rooms")
                .header("X-Forwarded-For", "203.0.113.7")
                .header("Forwarded", "for=203.0.113.7")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "example.org"));

        Seen seen = seen();
        assertThat(seen.forwardedFor()).containsExactly("127.0.0.1");
        assertThat(seen.forwardedProto()).containsExactly("http");
        assertThat(seen.forwarded()).isEmpty();
        assertThat(seen.forwardedHost()).isEmpty();
    }

    @Test
    void whatIsANodesOwn_isNotForViewers() throws Exception {
        for (String path : List.of("admin/", "admin/api/operations", "metrics")) {
            assertThat(send(request(path)).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(one.asked).isEmpty();
        assertThat(other.asked).isEmpty();
    }

    @Test
    void nodeThatRefuses_isPassedOver_withoutTheViewersKnowing() throws Exception {
        one.refuses = true;

        for (int i = 0; i < 10; i++) {
            assertThat(send(request("ws/rooms/lobby")).statusCode()).isEqualTo(200);
        }
        assertThat(other.asked).hasSize(10);
    }

    @Test
    void post_isNotSentTwice() throws Exception {
        one.refuses = true;
        other.refuses = true;

        assertThat(send(request("api/v1/rooms/lobby/danmaku").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(503);
        assertThat(one.asked.size() + other.asked.size()).isOne();
    }

    @Test
    void nodeThatIsGone_isPassedOver() throws Exception {
        one.server.stop(0);

        for (int i = 0; i < 10; i++) {
            assertThat(send(request("ws/rooms/lobby")).statusCode()).isEqualTo(200);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(balancer.baseUri().resolve(path)).timeout(TestViewer.PATIENCE);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** What the only node that was asked saw. */
    private Seen seen() {
        assertThat(one.asked.size() + other.asked.size()).isOne();
        return one.asked.isEmpty() ? other.asked.element() : one.asked.element();
    }

    /** What a request says of its way. */
    private record Seen(
            List<String> forwardedFor,
            List<String> forwardedProto,
            List<String> forwarded,
            List<String> forwardedHost) {

        static Seen of(HttpExchange exchange) {
            return new Seen(
                    values(exchange, "X-Forwarded-For"),
                    values(exchange, "X-Forwarded-Proto"),
                    values(exchange, "Forwarded"),
                    values(exchange, "X-Forwarded-Host"));
        }

        private static List<String> values(HttpExchange exchange, String header) {
            return exchange.getRequestHeaders().getOrDefault(header, List.of());
        }
    }

    /** A node that is always ready, and answers what is asked besides with 200, or refuses it with 503. */
    private static final class Node {
        final Queue<Seen> asked = new ConcurrentLinkedQueue<>();
        final HttpServer server;
        volatile boolean refuses;

        Node() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/danmaku/health/ready", exchange -> answer(exchange, 200));
            server.createContext("/", exchange -> {
                asked.add(Seen.of(exchange));
                answer(exchange, refuses ? 503 : 200);
            });
            server.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        private static void answer(HttpExchange exchange, int status) throws IOException {
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }
    }
}
