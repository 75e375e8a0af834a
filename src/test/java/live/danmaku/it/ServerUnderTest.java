package live.danmaku.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;

/** Says where the server is that a test talks to. */
final class ServerUnderTest {
    private static final String PROPERTY = "danmaku.url";

    private ServerUnderTest() {}

    /** The application's root with a slash at its end; without a server the calling test is skipped, with the reason. */
    static URI baseUri() {
        String url = System.getProperty(PROPERTY, "");
        assumeTrue(!url.isEmpty(), () -> "no server to test: the system property " + PROPERTY + " is not set");
        return URI.create(url.endsWith("/") ? url : url + "/");
    }
}
