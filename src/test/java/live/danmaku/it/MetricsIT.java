package live.danmaku.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import live.danmaku.tool.server.LoginUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** What Prometheus reads, who may, and whether the dashboard and the alerts find in it what they ask for. */
@EnumSource(names = {"GUARDED_WILDFLY", "GUARDED_PAYARA_MICRO"})
class MetricsIT extends ServerContract {

    @Test
    void scrape_isWhatPrometheusReads() throws Exception {
        talk();

        HttpResponse<String> answer = HttpApi.send(http.metrics().GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow().replace(" ", ""))
                .isEqualToIgnoringCase("text/plain;version=0.0.4;charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        Promtool.check(answer.body(), "check", "metrics");
    }

    @Test
    void everyQuery_ofTheDashboardAndTheAlerts_findsItsMetrics() throws Exception {
        talk();

        assertThat(names(HttpApi.send(http.metrics().GET()).body())).containsAll(Queries.metrics());
    }

    @Test
    void fromElsewhere_onlyWithARole() {
        assertThat(HttpApi.send(elsewhere()).statusCode()).isEqualTo(403);
        assertThat(HttpApi.send(elsewhere()).body()).contains("\"forbidden\"");
        assertThat(HttpApi.send(as(Guarded.MONITOR)).statusCode()).isEqualTo(200);
        assertThat(HttpApi.send(as(Guarded.STRANGER)).statusCode()).isEqualTo(403);
        assertThat(HttpApi.send(as(new LoginUser(Guarded.MONITOR.name(), "wrong", "")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void behindAProxyThatNobodyNamed_areNotShown() {
        assertThat(HttpApi.send(http.metrics().header("X-Real-IP", "127.0.0.1").GET())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void otherMethods_areNotAllowed() {
        HttpResponse<String> answer = HttpApi.send(http.metrics().POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    private void talk() {
        TestViewer viewer = join();
        viewer.post("hello");
        viewer.next("batch");
    }

    private static Set<String> names(String scrape) {
        return scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    /** The trusted proxy tells of a client that is not on this machine. */
    private HttpRequest.Builder elsewhere() {
        return http.metrics().header("X-Forwarded-For", "192.0.2.9").GET();
    }

    private HttpRequest.Builder as(LoginUser user) {
        String credentials = user.name() + ":" + user.password();
        return elsewhere()
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }
}
