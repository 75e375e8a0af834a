package live.danmaku.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the JavaScript tests of the page with {@code node --test}, where there is a Node.js to run them. */
class PageScriptsTest {
    private static final int OLDEST_NODE = 20;

    @Test
    @Timeout(60)
    void javaScriptTests_pass() throws Exception {
        assumeTrue(nodeVersion() >= OLDEST_NODE, "the JavaScript tests need Node.js " + OLDEST_NODE + " or newer");

        Process node = run(Stream.concat(Stream.of("node", "--test", "--test-reporter=tap"), tests())
                .toArray(String[]::new));
        String report = outputOf(node);

        assertThat(node.waitFor()).as(report).isZero();
        Matcher passed = Pattern.compile("^# pass (\\d+)$", Pattern.MULTILINE).matcher(report);
        assertThat(passed.find()).as(report).isTrue();
        assertThat(Integer.parseInt(passed.group(1))).isPositive();
    }

    private static Stream<String> tests() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/js"))) {
            return files.map(Path::toString).filter(name -> name.endsWith(".test.mjs")).toList().stream();
        }
    }

    private static int nodeVersion() throws IOException {
        Process node;
        try {
            node = run("node", "--version");
        } catch (IOException e) {
            return 0;
        }
        Matcher version = Pattern.compile("v(\\d+)\\.").matcher(outputOf(node));
        return version.lookingAt() ? Integer.parseInt(version.group(1)) : 0;
    }

    private static Process run(String... command) throws IOException {
        return new ProcessBuilder(List.of(command))
                .directory(Path.of("").toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static String outputOf(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
