package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.EnumSource;

/** The dashboard and the alerts, as a Prometheus sees them that reads a server. */
@EnumSource(names = "WILDFLY")
class PrometheusIT extends ServerContract {

    /** What shows only what is above a bound may show nothing; without the bound it has to. */
    private static final Pattern BOUND = Pattern.compile(" > [0-9.]+$");

    @Test
    void everyQuery_ofTheDashboardAndTheAlerts_findsItsSeries(@TempDir Path folder) throws Exception {
        TestViewer viewer = join();
        viewer.post("hello");
        viewer.next("batch");

        try (RunningPrometheus prometheus = RunningPrometheus.reading(server.baseUri(), folder)) {
            assertThat(prometheus.series("up{job=\"danmaku\"} == 1")).hasSize(1);
            assertThat(Queries.metrics())
                    .allSatisfy(metric -> assertThat(prometheus.series(metric)).isNotEmpty());
            assertThat(Queries.ofTheDashboard())
                    .allSatisfy(query -> assertThat(
                                    prometheus.series(BOUND.matcher(query).replaceFirst("")))
                            .isNotEmpty());
            assertThat(prometheus.rules()).hasSizeGreaterThan(10).allSatisfy(PrometheusIT::assertQuiet);
        }
    }

    /** Evaluated without an error, and nothing to alarm anybody with at once: a busy machine may be late for a moment. */
    private static void assertQuiet(JsonObject rule) {
        assertThat(rule.getString("health")).as(rule.toString()).isEqualTo("ok");
        assertThat(rule.getString("state")).as(rule.toString()).isNotEqualTo("firing");
    }
}
