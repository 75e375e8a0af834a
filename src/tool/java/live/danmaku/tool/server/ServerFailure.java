package live.danmaku.tool.server;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A server could not be started or did not do what it was told. */
public final class ServerFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int TAIL_LINES = 40;

    public ServerFailure(String message) {
        super(message);
    }

    ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A failure whose message ends with the last lines of the log, which mostly say why. */
    static ServerFailure withLog(String message, Path log) {
        return new ServerFailure(message + System.lineSeparator() + tail(log));
    }

    private static String tail(Path log) {
        if (!Files.exists(log)) {
            return "(it wrote no log to " + log + ")";
        }
        try {
            // Not as UTF-8: a half-written character at the end of a log must not hide the rest.
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return "The end of " + log + ":" + System.lineSeparator() + String.join(System.lineSeparator(), last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
