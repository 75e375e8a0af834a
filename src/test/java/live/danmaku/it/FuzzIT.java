package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.danmaku.fuzz.Mutations;
import live.danmaku.tool.server.Jcmd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Input that nobody would write, through a live socket and to every HTTP endpoint: answered each time, with no fault of the
 * server's, no trace in its log, and nothing that stays in its memory. {@code -Dfuzz.messages=100000} makes it long.
 */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO"})
class FuzzIT extends ServerContract {

    private static final long SEED = 20261127;

    private static final int MESSAGES = Integer.getInteger("fuzz.messages", 2_000);
    private static final int REQUESTS = Math.max(1, MESSAGES / 20_000);

    /** Messages after which classes are loaded and caches filled. */
    private static final int WARM_UP = 1_000;

    /** What the room keeps of a minute's danmaku, at most ({@code danmaku.history.bytes}), and as much again for the rest. */
    private static final long ALLOWED_GROWTH = 16 << 20;

    /** Answers that wait for a viewer are bounded: it reads some before it goes on. */
    private static final int AHEAD = 200;

    private static final Set<String> ANSWERS = Set.of("ack", "error", "pong", "recovered", "acted");

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD");

    /** What stands for a parameter or a part of a path; the path's are encoded, so that they arrive. */
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "-1",
            "1",
            "2147483648",
            "9223372036854775808",
            "1e9",
            "true",
            "null",
            "lobby",
            "..",
            ".",
            "%",
            "%00",
            "a b",
            "ä",
            "哈",
            "\u202E",
            "\uFFFF",
            "<script>alert(1)</script>",
            "' or 1=1 --",
            "../../WEB-INF/web.xml",
            "a;jsessionid=1",
            "a\r\nX-Injected: 1",
            "${jndi:ldap://127.0.0.1/x}",
            "x".repeat(64),
            "x".repeat(65),
            "x".repeat(3_000));

    private static final List<String> BODIES = List.of(
            "",
            "{",
            "{}",
            "[]",
            "null",
            "7",
            "\"x\"",
            "{\"text\":null}",
            "{\"text\":5}",
            "{\"text\":\"\"}",
            "{\"text\":\"\\ud800\"}",
            "{\"text\":\"a\",\"user\":\"\\u202e\"}",
            "{\"text\":\"a\",\"user\":\"guest-1\"}",
            "{\"text\":\"ok\"}",
            "{\"act\":\"silence\"}",
            "{\"text\":\"" + "x".repeat(20_000) + "\"}",
            "[".repeat(5_000),
            "{\"text\":\"a\",\"n\":1e999999999}",
            "\u0000");

    private static final List<String> ODD_ACCEPTS = List.of(
            "text/html",
            "nonsense",
            "text/html, image/gif, *; q=.2, */*; q=.2",
            "*/*;q=x",
            "application/json;q=1, ,",
            "a/b;c=\"",
            ";",
            "text/*;q=0.5,*/*;q=0.1");

    @Test
    void everyMessageOverASocket_isAnswered_theConnectionStays_andTheHeapDoesNotGrow() {
        TestViewer viewer = join();
        Mutations messages = new Mutations(SEED);
        answerAll(viewer, messages, WARM_UP);
        Jcmd jcmd = new Jcmd(server.process().pid());
        long before = jcmd.liveBytes();
        long faults = http.node().counted("faults");

        answerAll(viewer, messages, MESSAGES);

        viewer.send("{\"type\":\"ping\"}");
        assertThat(viewer.next().getString("type")).isIn("pong", "batch");
        assertThat(viewer.isClosed()).isFalse();
        assertThat(http.node().counted("faults")).isEqualTo(faults);
        assertThat(jcmd.liveBytes() - before).isLessThan(ALLOWED_GROWTH);
    }

    private static void answerAll(TestViewer viewer, Mutations messages, int count) {
        int open = 0;
        for (int i = 0; i < count; i++) {
            viewer.send(messages.next());
            open++;
            while (open > AHEAD) {
                open -= isAnswer(viewer) ? 1 : 0;
            }
        }
        while (open > 0) {
            open -= isAnswer(viewer) ? 1 : 0;
        }
    }

    private static boolean isAnswer(TestViewer viewer) {
        return ANSWERS.contains(viewer.next().getString("type"));
    }

    @Test
    void everyRequestToEveryEndpoint_isAnsweredWithoutAFault() {
        List<String> templates = templates();
        Random random = new Random(SEED);
        long faults = http.node().counted("faults");
        List<String> wrong = new ArrayList<>();
        for (int round = 0; round < REQUESTS; round++) {
            for (String template : templates) {
                for (String method : METHODS) {
                    for (String value : VALUES) {
                        String path = filled(template, value, random);
                        String body = BODIES.get(random.nextInt(BODIES.size()));
                        HttpResponse<String> response = askAgainIfCutOff(method, path, body, random);
                        if (isWrong(response)) {
                            wrong.add(method + " " + path + " -> " + response.statusCode() + " " + response.body());
                        }
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(http.node().counted("faults")).isEqualTo(faults);
        assertThat(http.health("live").statusCode()).isEqualTo(200);
    }

    /** A fault of the server's, a trace, or something that was put into the answer. */
    private static boolean isWrong(HttpResponse<String> response) {
        return response.statusCode() >= 500
                || response.body().contains("\tat ")
                || response.headers().firstValue("X-Injected").isPresent();
    }

    /**
     * A server closes the connection of a request that it answers before it has read it, and the answer may get lost; so may the next
     * request on it. Without a long body it has to be answered.
     */
    private HttpResponse<String> askAgainIfCutOff(String method, String path, String body, Random random) {
        try {
            return ask(method, path, body, random);
        } catch (UncheckedIOException e) {
            return ask(method, path, "{}", random);
        }
    }

    private HttpResponse<String> ask(String method, String path, String body, Random random) {
        String type = Stream.of("application/json", "text/plain", "application/json;charset=utf-16", "nonsense")
                .toList()
                .get(Math.max(0, random.nextInt(12) - 8));
        return HttpApi.send(HttpRequest.newBuilder(URI.create(server.baseUri() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(TestViewer.PATIENCE)
                .header("Content-Type", type)
                .header("Accept", random.nextInt(5) == 0 ? ODD_ACCEPTS.get(random.nextInt(ODD_ACCEPTS.size())) : "*/*")
                .method(
                        method,
                        method.equals("GET") || method.equals("HEAD")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body)));
    }

    /** Every path of the document, under the application's root, with its query parameters. */
    private static List<String> templates() {
        OpenAPI document = new OpenAPIV3Parser().read("webapp/openapi.json");
        return document.getPaths().entrySet().stream()
                .map(path -> {
                    String base =
                            path.getKey().startsWith("/health") ? path.getKey().substring(1) : "api/v1" + path.getKey();
                    String query = path.getValue().readOperations().stream()
                            .map(operation -> operation.getParameters())
                            .filter(parameters -> parameters != null)
                            .flatMap(Collection::stream)
                            .filter(parameter -> "query".equals(parameter.getIn()))
                            .map(Parameter::getName)
                            .distinct()
                            .map(name -> name + "={" + name + "}")
                            .collect(Collectors.joining("&"));
                    return query.isEmpty() ? base : base + "?" + query;
                })
                .toList();
    }

    /** The path with a value in each place: the odd one, or now and then a good one. */
    private String filled(String template, String value, Random random) {
        StringBuilder path = new StringBuilder();
        for (String part : template.split("(?=\\{)|(?<=})", -1)) {
            if (!part.startsWith("{")) {
                path.append(part);
            } else if (part.equals("{room}") && (value.isEmpty() || random.nextInt(3) == 0)) {
                path.append(room);
            } else {
                path.append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
            }
        }
        return path.toString();
    }
}
