package live.danmaku.tool.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a JMX client reaches a server.
 *
 * @param url of the connector
 * @param user who may manage the server
 * @param password of the user
 * @param library the server's client library with the connector; null where the JDK has it
 */
public record JmxAccess(
        String url, String user, String password, @Nullable Path library) {

    /** The same with another password. */
    public JmxAccess withPassword(String other) {
        return new JmxAccess(url, user, other, library);
    }
}
