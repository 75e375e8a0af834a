package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.Programs;
import org.junit.jupiter.api.Assumptions;

/**
 * A Prometheus that reads a server with the configuration that is delivered for it, only more often: {@code prometheus}, of
 * Debian's package of that name.
 */
final class RunningPrometheus implements AutoCloseable {

    private static final String NAME = "prometheus";
    private static final Path DELIVERED = Path.of("server-config/prometheus/prometheus.yml");
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int SCRAPES = 3;

    private final Process process;
    private final URI api;

    private RunningPrometheus(Process process, URI api) {
        this.process = process;
        this.api = api;
    }

    /** Starts one that keeps its files in a folder and reads the server at an address, and returns when it has done so a few times. */
    static RunningPrometheus reading(URI server, Path folder) throws IOException {
        Optional<Path> program = Programs.find(NAME);
        Assumptions.assumeTrue(program.isPresent(), "prometheus is not installed (Debian: apt-get install prometheus)");
        int port = Ports.free();
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), adapted(server));
        Process process = new ProcessBuilder(
                        program.orElseThrow().toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        RunningPrometheus running = new RunningPrometheus(process, URI.create("http://127.0.0.1:" + port + "/api/v1/"));
        try {
            await().atMost(LIMIT).until(running::hasRead);
        } catch (RuntimeException e) {
            running.close();
            throw new AssertionError(Files.readString(folder.resolve("prometheus.log")), e);
        }
        return running;
    }

    /** The delivered configuration, with this server for the one that it names. */
    private static String adapted(URI server) throws IOException {
        return replaced(
                replaced(
                        replaced(
                                Files.readString(DELIVERED),
                                "scrape_interval: 15s",
                                "scrape_interval: 1s\n  evaluation_interval: 1s"),
                        "- danmaku.rules.yml",
                        "- " + Queries.RULES),
                "127.0.0.1:8080",
                server.getAuthority());
    }

    private static String replaced(String text, String delivered, String here) {
        assertThat(text).containsOnlyOnce(delivered);
        return text.replace(delivered, here);
    }

    /** What a query finds now, once for each series; fails where it is none. */
    List<JsonObject> series(String query) {
        JsonObject data = ask("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return data.getJsonArray("result").getValuesAs(JsonObject.class);
    }

    /** The alerts' rules, each with what became of its last evaluation. */
    List<JsonObject> rules() {
        return ask("rules").getJsonArray("groups").getValuesAs(JsonObject.class).stream()
                .flatMap(group -> group.getJsonArray("rules").getValuesAs(JsonObject.class).stream())
                .toList();
    }

    private JsonObject ask(String path) {
        HttpResponse<String> answer = HttpApi.send(HttpRequest.newBuilder(api.resolve(path)));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return TestViewer.json(answer.body()).getJsonObject("data");
    }

    /** Whether rates can be told, and every rule has been looked at. */
    private boolean hasRead() {
        assertThat(process.isAlive()).as("prometheus runs").isTrue();
        try {
            return HttpApi.send(HttpRequest.newBuilder(api.resolve("/-/ready"))).statusCode() == 200
                    && !series("count_over_time(danmaku_ready[1m]) >= " + SCRAPES)
                            .isEmpty()
                    && rules().stream()
                            .noneMatch(rule -> rule.getString("health").equals("unknown"));
        } catch (UncheckedIOException notListeningYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
