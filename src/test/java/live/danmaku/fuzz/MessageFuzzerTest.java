package live.danmaku.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What fuzzing has found is tried in every build, and some thousands of messages that are like it. */
class MessageFuzzerTest {

    private static final int MESSAGES = 20_000;

    @Test
    void keptInputs_areReadOrRefused() throws IOException {
        try (Stream<Path> files = Files.list(Mutations.CORPUS)) {
            List<Path> inputs = files.toList();
            for (Path input : inputs) {
                byte[] bytes = Files.readAllBytes(input);
                assertThatCode(() -> MessageFuzzer.fuzzerTestOneInput(bytes))
                        .as(input.toString())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void generatedMessages_areReadOrRefused() {
        Mutations mutations = new Mutations(20261127);
        for (int i = 0; i < MESSAGES; i++) {
            String message = mutations.next();
            assertThatCode(() -> MessageFuzzer.fuzzerTestOneInput(message.getBytes(StandardCharsets.UTF_8)))
                    .as(message)
                    .doesNotThrowAnyException();
        }
    }
}
