package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server's log, read on from where it was last read. */
final class LogWatch {
    private final Path file;
    private long read;

    /** What is in the log already is the server's start, and not looked at. */
    LogWatch(Path file) {
        this.file = file;
        this.read = file.toFile().length();
    }

    void assertNoStackTrace() {
        assertThat(unread().lines().filter(line -> line.startsWith("\tat ") || line.startsWith("  at ")))
                .as("stack traces in " + file)
                .isEmpty();
    }

    private String unread() {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(read);
            byte[] bytes = in.readAllBytes();
            read += bytes.length;
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
