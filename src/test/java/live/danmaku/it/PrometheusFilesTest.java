package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files for Prometheus and Grafana, as their own tools see them. */
class PrometheusFilesTest {

    private static final Path FOLDER = Path.of("server-config/prometheus");

    @Test
    void rules_load() throws Exception {
        Promtool.check("", "check", "rules", Queries.RULES.toString());
    }

    @Test
    void rules_doWhatTheirTestsSay() throws Exception {
        Promtool.check(
                "", "test", "rules", FOLDER.resolve("danmaku.rules.test.yml").toString());
    }

    @Test
    void scrapeConfiguration_isValid() throws Exception {
        Promtool.check("", "check", "config", FOLDER.resolve("prometheus.yml").toString());
    }

    @Test
    void queries_ofTheDashboard_areValid(@TempDir Path folder) throws Exception {
        assertThat(Queries.ofTheDashboard()).hasSizeGreaterThan(20);

        Path rules = Files.writeString(folder.resolve("dashboard.yml"), Queries.asRules(Queries.ofTheDashboard()));

        Promtool.check("", "check", "rules", rules.toString());
    }
}
