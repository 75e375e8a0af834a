package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import live.danmaku.tool.server.Programs;
import org.junit.jupiter.api.Assumptions;

/** Prometheus' own checks, where they are installed: {@code promtool}, of Debian's package {@code prometheus}. */
final class Promtool {

    private static final String NAME = "promtool";

    private Promtool() {}

    /** Asserts that a check finds nothing. */
    static void check(String input, String... arguments) throws IOException, InterruptedException {
        Optional<Path> program = Programs.find(NAME);
        Assumptions.assumeTrue(program.isPresent(), "promtool is not installed (Debian: apt-get install prometheus)");
        Path file = Files.createTempFile("promtool", ".txt");
        try {
            Files.writeString(file, input);
            Process process = new ProcessBuilder(
                            Stream.concat(Stream.of(program.orElseThrow().toString()), Stream.of(arguments))
                                    .toList())
                    .redirectInput(file.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } finally {
            Files.delete(file);
        }
    }
}
