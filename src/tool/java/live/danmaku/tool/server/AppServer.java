package live.danmaku.tool.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** An application server process that serves the WAR on 127.0.0.1. Not thread-safe. */
public interface AppServer extends AutoCloseable {

    /** Where under the server's root the WAR answers. */
    String CONTEXT = "danmaku";

    /** The product, as a reader of a test report wants to see it. */
    String name();

    /**
     * Starts the process with the WAR of its {@link Instance} and returns when the application answers.
     *
     * @throws ServerFailure when it does not answer in time or the process ends, with the end of its log
     */
    void start();

    /** The application's root, {@code http://127.0.0.1:PORT/danmaku/}. */
    URI baseUri();

    /** The same, which can log these users in, by its own realm; before its start. */
    AppServer withUsers(List<LoginUser> known);

    /** The server's log; it has the application's messages too. */
    Path logFile();

    /** The started process. */
    ServerProcess process();

    /** Stops the server as an administrator would, and by force when that takes too long. */
    @Override
    void close();
}
