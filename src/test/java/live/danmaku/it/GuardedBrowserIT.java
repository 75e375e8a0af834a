package live.danmaku.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** What pages can do at a server that asks who comes, in a real browser with its own rules: another site's, and ours. */
@EnumSource(names = {"GUARDED_WILDFLY", "GUARDED_PAYARA_MICRO"})
class GuardedBrowserIT extends ServerContract {

    private static final String ATTACK = """
            async ([base, room]) => {
              const outcome = {};
              outcome.connect = await new Promise((resolve) => {
                const socket = new WebSocket(`${base.replace('http', 'ws')}ws/rooms/${room}`, 'danmaku.v1.json');
                socket.onopen = () => resolve('open');
                socket.onerror = () => resolve('refused');
              });
              const url = `${base}api/v1/rooms/${room}/danmaku`;
              const body = JSON.stringify({ text: 'forged' });
              const patience = () => AbortSignal.timeout(10000);
              const send = (options) => fetch(url, { method: 'POST', body, credentials: 'include', signal: patience(), ...options })
                .then((answer) => answer.type === 'opaque' ? 'sent blindly' : String(answer.status), () => 'blocked');
              outcome.post = await send({ headers: { 'Content-Type': 'application/json' } });
              outcome.simplePost = await send({ mode: 'no-cors' });
              outcome.read = await fetch(`${base}api/v1/rooms`).then(() => 'read', () => 'blocked');
              outcome.ticket = await fetch(`${base}user/ticket?room=${room}`, { credentials: 'include', signal: patience() })
                .then((answer) => answer.ok ? 'read' : String(answer.status), () => 'blocked');
              return outcome;
            }
            """;

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init")
    private static HttpServer otherSite;

    @BeforeAll
    static void startBrowser() throws IOException {
        chromium = Chromium.start();
        otherSite = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = "<!doctype html><title>another site</title>".getBytes(UTF_8);
        otherSite.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        otherSite.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
        if (otherSite != null) {
            otherSite.stop(0);
        }
    }

    @Test
    void aPageOfAnotherSite_neitherConnectsNorPostsNorReads() {
        Map<?, ?> outcome =
                attackFrom("http://127.0.0.1:" + otherSite.getAddress().getPort() + "/");

        assertThat(outcome)
                .isEqualTo(Map.of(
                        "connect", "refused",
                        "post", "blocked",
                        "simplePost", "sent blindly",
                        "read", "blocked",
                        "ticket", "blocked"));
        assertThat(http.get("rooms/" + room).statusCode())
                .as("nothing was posted: there is no such room")
                .isEqualTo(404);
    }

    @Test
    void ourOwnPage_connectsPostsAndReads() {
        Map<?, ?> outcome = attackFrom(server.baseUri().toString());

        assertThat(outcome.get("connect")).isEqualTo("open");
        assertThat(outcome.get("post")).isEqualTo("202");
        assertThat(outcome.get("read")).isEqualTo("read");
        assertThat(outcome.get("ticket")).isEqualTo("read");
    }

    @Test
    void ourOwnPage_showsTheTicketBehindItsHash_andTakesItOutOfTheAddress() {
        String ticket = Guarded.ticket("4711", Guarded.MEMBERS, "watch", "post");
        try (Page page = chromium.browser().newPage()) {
            page.navigate(server.baseUri() + "?room=" + Guarded.MEMBERS + "#ticket=" + ticket);

            assertThat(page.locator("#me")).containsText("name of 4711");
            assertThat(page.url()).endsWith("?room=" + Guarded.MEMBERS);
        }
    }

    @Test
    void ourOwnPage_withoutATicket_saysThatOneIsNeeded() {
        try (Page page = chromium.browser().newPage()) {
            page.navigate(server.baseUri() + "?room=" + Guarded.MEMBERS);

            assertThat(page.locator("#state")).hasAttribute("data-state", "closed");
            assertThat(page.locator("#state-text")).hasText("This room needs a ticket");
        }
    }

    /** In a browser that has the host's password, as if the host had logged in before. */
    private Map<?, ?> attackFrom(String address) {
        Browser.NewContextOptions loggedIn =
                new Browser.NewContextOptions().setHttpCredentials(Guarded.HOST.name(), Guarded.HOST.password());
        try (BrowserContext context = chromium.browser().newContext(loggedIn)) {
            Page page = context.newPage();
            page.navigate(address);
            return (Map<?, ?>) page.evaluate(ATTACK, List.of(server.baseUri().toString(), room));
        }
    }
}
