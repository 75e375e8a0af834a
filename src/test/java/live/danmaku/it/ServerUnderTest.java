package live.danmaku.it;

import java.net.URI;

/** Says where the server is that the page is tested on. */
final class ServerUnderTest {

    private ServerUnderTest() {}

    /**
     * The application's root with a slash at its end: what the system property {@code danmaku.url} says, for work on the
     * page against a server that runs already, else a server that is started for the tests.
     */
    static URI baseUri() {
        String url = System.getProperty("danmaku.url", "");
        return url.isEmpty() ? Servers.shared().baseUri() : URI.create(url);
    }
}
