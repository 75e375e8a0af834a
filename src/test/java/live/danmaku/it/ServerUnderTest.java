package live.danmaku.it;

import java.net.URI;

/** Says where the server is that the page is tested on. */
final class ServerUnderTest {
    private static final String GIVEN = System.getProperty("danmaku.url", "");

    private ServerUnderTest() {}

    /**
     * The application's root with a slash at its end: what the system property {@code danmaku.url} says, for work on the
     * page against a server that runs already, else a server that is started for the tests.
     */
    static URI baseUri() {
        return isOurs() ? Servers.shared().baseUri() : URI.create(GIVEN);
    }

    /** Whether the server is one that the tests have started and may do with as they like. */
    static boolean isOurs() {
        return GIVEN.isEmpty();
    }
}
