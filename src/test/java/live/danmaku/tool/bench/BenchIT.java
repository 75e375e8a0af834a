package live.danmaku.tool.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import live.danmaku.tool.load.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark goes through from start to end; its figures mean nothing here. */
class BenchIT {
    @Test
    void go_wildFlyAndTheFloor_areInTheTableAndWhatIsMissingIsNamed(@TempDir Path folder) throws Exception {
        Path report = folder.resolve("report.jsonl");
        Map<String, String> options = Map.of(
                "servers", "wildfly,tomcat",
                "viewers", "20",
                "posters", "2",
                "rate", "20",
                "seconds", "2",
                "warmup", "1",
                "rounds", "1",
                "heap", "512",
                "report", report.toString());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        boolean passed;
        try (Bench bench = new Bench(
                Work.read(new Options(options::get)), new PrintStream(printed, true, StandardCharsets.UTF_8))) {
            passed = bench.go();
        }

        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(passed).as(text).isTrue();
        assertThat(text.lines())
                .anyMatch(line -> line.startsWith("wildfly ") && line.endsWith("passed"))
                .anyMatch(line -> line.startsWith("floor ") && line.endsWith("passed"))
                .contains("left out: tomcat: no server is called tomcat");
        List<String> lines = Files.readAllLines(report);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"server\":\"wildfly\"", "\"cpuMicrosPerFrame\":", "\"identical\":true");
    }
}
