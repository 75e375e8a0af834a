package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A server's log, read on from where it was last read. */
final class LogWatch {
    private static final Pattern STACK_TRACE = Pattern.compile("(?:^\\tat .*\\R)+", Pattern.MULTILINE);

    private static final Pattern WARNING = Pattern.compile("\\b(?:WARN|WARNING|ERROR|SEVERE)\\b");

    /**
     * Payara trips over dot segments before the application sees them, over its own administration commands, and over a
     * WebSocket that it closes while it reads the client's answer (docs/decisions.md).
     */
    private static final List<String> CONTAINERS_OWN = List.of(
            "org.glassfish.grizzly.http.util.HttpRequestURIDecoder",
            "com.sun.enterprise.v3.server.ApplicationConfigListener.transactionCommited",
            "org.apache.catalina.connector.WebConnectionImpl.close",
            "org.apache.catalina.connector.CoyoteAdapter.postParseRequest");

    /**
     * Where servers throw by themselves, before anything of ours is called: at a request that comes while the application is being
     * taken away, and (WildFly) at a tick that comes due while the server is suspended, which is planned anew when it resumes.
     */
    private static final List<String> THROWN_BY_CONTAINERS = List.of(
            "io.undertow.servlet.core.ManagedFilter.doFilter(",
            "io.undertow.servlet.core.ManagedServlet.forceInit(",
            "org.apache.catalina.core.StandardHostValve.custom(",
            "org.jboss.as.ee.concurrent.ControlPointUtils$ControlledScheduledRunnable.run(");

    /** Frames of a server's own handling of connections, out of which nothing of ours or of Tyrus was called. */
    private static final Pattern BELOW_US = Pattern.compile(
            "(?:\\tat (?:java\\.base/)?(?:java|org\\.glassfish\\.grizzly|org\\.apache\\.catalina\\.connector)\\..*\\R)+");

    private final Path file;
    private long read;

    /** What is in the log already is the server's start, and not looked at. */
    LogWatch(Path file) {
        this.file = file;
        this.read = file.toFile().length();
    }

    /** Asserts that nothing was logged with a stack trace since the last call, neither by us nor, because of us, by others. */
    void assertNoStackTrace() {
        assertThat(STACK_TRACE
                        .matcher(unread())
                        .results()
                        .map(MatchResult::group)
                        .filter(trace -> !BELOW_US.matcher(trace).matches())
                        .filter(trace -> THROWN_BY_CONTAINERS.stream().noneMatch(firstFrame(trace)::contains))
                        .filter(trace -> CONTAINERS_OWN.stream().noneMatch(trace::contains)))
                .as("stack traces in " + file)
                .isEmpty();
    }

    private static String firstFrame(String trace) {
        return trace.lines().findFirst().orElse("");
    }

    /** Asserts that nothing was logged as a warning or an error since the last call. */
    void assertNoWarning() {
        assertThat(unread().lines().filter(line -> WARNING.matcher(line).find()))
                .as("warnings in " + file)
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
