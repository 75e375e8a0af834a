package live.danmaku.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an administrator sees and does on the admin page, in a real browser, with the server's own realm's login. What the page is
 * told and asks for is held by {@link AdminIT}.
 */
@EnumSource(names = "GUARDED_WILDFLY")
class AdminBrowserIT extends ServerContract {

    private static final int ROOMS = 60;
    private static final List<String> VIEWS = List.of("overview", "rooms", "configuration", "audit");

    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\"'><iframe srcdoc=\"<script>alert(1)</script>\">",
            "</bdi><style>*{display:none}</style>",
            "{{constructor.constructor('alert(1)')()}}");

    /** A page of another site tries to act, to read, and to show the admin page in a frame. */
    private static final String ATTACK = """
            async (base) => {
              const body = JSON.stringify({ act: 'announce', text: 'forged' });
              const send = (options) => fetch(`${base}admin/api/acts`, { method: 'POST', body, credentials: 'include', ...options })
                .then((answer) => answer.type === 'opaque' ? 'sent blindly' : String(answer.status), () => 'blocked');
              const outcome = {};
              outcome.post = await send({ headers: { 'Content-Type': 'application/json' } });
              outcome.simplePost = await send({ mode: 'no-cors' });
              outcome.read = await fetch(`${base}admin/api/audit`, { credentials: 'include' }).then(() => 'read', () => 'blocked');
              outcome.listen = await new Promise((resolve) => {
                const source = new EventSource(`${base}admin/api/stream`, { withCredentials: true });
                source.onopen = () => resolve('open');
                source.onerror = () => resolve('blocked');
              });
              return outcome;
            }
            """;

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void closePages() {
        contexts.forEach(BrowserContext::close);
    }

    @Test
    void overview_isLive_andDrawn() {
        join();
        ViewerPage admin = open("");
        Page page = admin.page();

        assertThat(page.locator("#state")).hasAttribute("data-state", "live");
        assertThat(page.locator("#tile-viewers")).hasText(Pattern.compile("[1-9].*"));
        assertThat(page.locator(".chart canvas")).hasCount(4);
        assertThat(page.locator("#chart-viewers")).hasAttribute("aria-label", Pattern.compile("Viewers: [1-9].*"));
        assertThat(page.locator("#kinds tr").first()).containsText(Pattern.compile("undertow|grizzly|tyrus|portable"));
        assertThat(page.locator("#counters tr[data-key=joined]")).isVisible();

        String before = page.locator("#tile-viewers").textContent();
        join();
        assertThat(page.locator("#tile-viewers")).not().hasText(before);
        assertThat(admin.complaints()).isEmpty();
    }

    @Test
    void rooms_areOrderedSearchedAndPaged_byKeyboardToo() {
        for (int i = 0; i < ROOMS; i++) {
            post(i, "%s-%02d".formatted(room, i), "hello", null);
        }
        Page page = open("#rooms").page();
        Locator rows = page.locator("#rooms-rows tr");
        Locator range = page.locator("#rooms-range");
        page.locator("#rooms-search").fill(room.toUpperCase(Locale.ROOT));
        assertThat(range).hasText("1 to 50 of " + ROOMS);
        assertThat(rows).hasCount(50);

        page.locator("#rooms-after").click();
        assertThat(range).hasText("51 to 60 of " + ROOMS);
        assertThat(rows).hasCount(10);

        Locator heading = page.locator("[data-sort=room]");
        heading.locator("button").focus();
        page.keyboard().press("Enter");
        assertThat(heading).hasAttribute("aria-sort", "ascending");
        assertThat(rows.first()).containsText(room + "-00");
        page.keyboard().press("Enter");
        assertThat(heading).hasAttribute("aria-sort", "descending");
        assertThat(rows.first()).containsText(room + "-59");
        assertThat(heading.locator("button")).isFocused();

        rows.first().locator("a").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#room-name")).hasText(room + "-59");
        assertThat(page.locator("#room-title")).isFocused();
    }

    @Test
    void room_isModerated_andRecordedUnderTheAdministratorsName() {
        TestViewer viewer = join();
        ViewerPage admin = open("#room=" + room);
        Page page = admin.page();
        assertThat(page.locator("#live-state")).containsText("You watch");
        post(1, room, "take this back", null);
        Locator comment = page.locator("#log").getByText("take this back");
        assertThat(comment).isVisible();

        page.locator("#log .log__act").click();
        page.locator("#act-dialog [data-act=recall]").click();
        assertThat(comment).hasCount(0);

        page.locator("[data-form=slow] input").fill("7");
        page.locator("[data-form=slow] button").click();
        assertThat(page.locator("#in-force li")).containsText("7 s");
        page.locator("[data-form=pin] input").fill("read this");
        page.keyboard().press("Enter");
        assertThat(page.locator("#pinned-text")).hasText("read this");
        page.locator("#in-force li", new Page.LocatorOptions().setHasText("Slow mode"))
                .locator("button")
                .click();
        assertThat(page.locator("#in-force li")).hasCount(1);

        page.locator("#close-room").click();
        page.locator("#ask-yes").click();
        assertThat(viewer.closeCode()).isEqualTo(1008);
        assertThat(page.locator("#reopen-room")).isVisible();
        page.locator("#reopen-room").click();
        assertThat(page.locator("#close-room")).isVisible();

        page.locator("#tabs a[href='#audit']").click();
        page.locator("#audit-search").fill(room);
        Locator record = page.locator("#audit-rows tr");
        assertThat(record.first()).containsText("reopen");
        for (String act : List.of("recall", "slow", "pin", "close")) {
            assertThat(record.getByText(act, new Locator.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible();
        }
        assertThat(record.first()).containsText(Guarded.ADMIN.name());
        assertThat(admin.complaints()).isEmpty();
    }

    @Test
    void heldPost_isApprovedAndRejected() {
        TestViewer viewer = join();
        Page page = open("#room=" + room).page();
        Locator waiting = page.locator("#held li");
        HostApplication.awaitModerator(join(room + "-awaited"));
        viewer.post("hold me");
        viewer.post("hold me");

        assertThat(waiting).hasCount(2);
        assertThat(waiting.first()).containsText("hold me");
        waiting.first().locator("button").first().click();
        assertThat(waiting).hasCount(1);
        waiting.first().locator("button").last().click();
        assertThat(page.locator("#held-card")).isHidden();
        assertThat(texts(viewer.next("batch"))).containsExactly("hold me");
    }

    @Test
    void hostileTexts_namesAndRooms_areShownAsTheyAre() {
        ViewerPage admin = open("#room=" + room);
        Page page = admin.page();
        join();
        for (int i = 0; i < HOSTILE.size(); i++) {
            String text = HOSTILE.get(i);
            post(i, room, text, text.substring(0, Math.min(32, text.length())));
            assertThat(page.locator("#log .log__text").getByText(text, exactly()))
                    .isVisible();
            act("{\"act\":\"announce\",\"text\":" + Json.createValue(text) + "}");
        }
        String bidi = "\u202Etxt.exe\u2066<b>";
        act("{\"act\":\"mute\",\"user\":" + Json.createValue(bidi) + "}");
        act("{\"act\":\"mute\",\"user\":" + Json.createValue(HOSTILE.get(1)) + "}");
        act("{\"act\":\"pin\",\"text\":" + Json.createValue(HOSTILE.get(0)) + "}");

        assertThat(page.locator("#pinned-text")).hasText(HOSTILE.get(0));
        assertThat(page.locator("#in-force bdi").getByText(HOSTILE.get(1), exactly()))
                .isVisible();
        assertThat((Boolean) page.locator("#in-force bdi")
                        .evaluateAll("(all, text) => all.some((one) => one.textContent === text)", bidi))
                .as("text that turns around what follows stays in an element of its own")
                .isTrue();
        page.navigate(server.baseUri()
                .resolve("admin/#room=%3Cimg%20src=x%20onerror=alert(1)%3E")
                .toString());
        assertThat(page.locator("#overview")).isVisible();
        page.navigate(server.baseUri().resolve("admin/#audit").toString());
        page.locator("#audit-search").fill("srcdoc");
        assertThat(page.locator("#audit-rows")
                        .getByText(HOSTILE.get(2), exactly())
                        .first())
                .isVisible();

        assertThat(page.locator("main :is(script, img, iframe, style, svg:not(.icon))"))
                .hasCount(0);
        assertThat(admin.complaints()).isEmpty();
    }

    @Test
    void configuration_saysWhereItComesFrom_andIsChangedForNow() {
        ViewerPage admin = open("#configuration");
        Page page = admin.page();
        Locator row = page.locator("[data-property='danmaku.room.idle']");
        Locator configured = page.locator("[data-property='danmaku.config.refresh']");
        assertThat(row).containsText("default");
        assertThat(configured).not().containsText("set by an operator");
        assertThat(configured).containsText("(400)");

        row.locator("button").click();
        page.locator("#ask-field").fill("soon");
        page.keyboard().press("Enter");
        assertThat(page.locator("#ask-error")).containsText("danmaku.room.idle");
        page.locator("#ask-field").fill("61000");
        page.keyboard().press("Enter");
        assertThat(page.locator("#ask")).isHidden();
        assertThat(row).containsText("61000");
        assertThat(row).containsText("set by an operator for now");

        row.locator("button").last().click();
        assertThat(row).not().containsText("set by an operator for now");
        assertThat(page.locator("#configuration")).not().containsText(Guarded.SECRET);
        // What the server answers to a value that breaks its rule is told on the console, too.
        assertThat(admin.complaints()).allMatch(complaint -> complaint.contains("422"));
    }

    @Test
    void anotherSitesPage_neitherActsNorReadsNorListens() throws IOException {
        HttpServer otherSite = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] html = "<!doctype html><title>another site</title>".getBytes(UTF_8);
        otherSite.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        otherSite.start();
        try {
            Page page = context(new Browser.NewContextOptions()).newPage();
            page.navigate("http://127.0.0.1:" + otherSite.getAddress().getPort() + "/");

            Object outcome = page.evaluate(ATTACK, server.baseUri().toString());

            assertThat(outcome)
                    .isEqualTo(Map.of(
                            "post", "blocked", "simplePost", "sent blindly", "read", "blocked", "listen", "blocked"));
            assertThat(AdminRequests.as(Guarded.ADMIN, server.baseUri(), "api/audit")
                            .body())
                    .doesNotContain("forged");
        } finally {
            otherSite.stop(0);
        }
    }

    @Test
    void everyView_isAccessible_fitsAPhone_andSpeaksBothLanguages() {
        join();
        act("{\"act\":\"pin\",\"text\":\"read this\"}");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = open(
                            "",
                            new Browser.NewContextOptions()
                                    .setColorScheme(scheme)
                                    .setReducedMotion(ReducedMotion.REDUCE))
                    .page();
            for (String view : views()) {
                show(page, view);
                assertAccessible(page, view + " " + scheme);
            }
        }
        ViewerPage phone = open(
                "", new Browser.NewContextOptions().setViewportSize(360, 640).setHasTouch(true));
        for (String view : views()) {
            show(phone.page(), view);
            Object width = phone.page().evaluate("document.documentElement.scrollWidth");
            assertThat(((Number) width).intValue()).as("width of " + view).isLessThanOrEqualTo(360);
        }
        phone.page().locator("#language").click();
        assertThat(phone.page().locator("html")).hasAttribute("lang", "zh-Hans");
        assertThat(phone.page().locator("#tabs a").first()).hasText("概览");
        for (String view : views()) {
            show(phone.page(), view);
            Object width = phone.page().evaluate("document.documentElement.scrollWidth");
            assertThat(((Number) width).intValue()).as("width of " + view).isLessThanOrEqualTo(360);
        }
        assertThat(phone.complaints()).isEmpty();
    }

    @Test
    void serverGone_isSaid_andThePageComesBack() {
        try (Relay relay = new Relay(server.baseUri())) {
            ViewerPage admin = ViewerPage.open(
                    context(new Browser.NewContextOptions()), relay.baseUri().resolve("admin/"));
            admin.awaitState("live");

            relay.goAway();
            admin.awaitState("waiting");
            relay.comeBack();
            admin.awaitState("live");
        }
    }

    private List<String> views() {
        List<String> all = new ArrayList<>(VIEWS);
        all.add("room=" + room);
        return all;
    }

    private static void show(Page page, String view) {
        page.evaluate("view => { location.hash = view; }", view);
        assertThat(page.locator("#" + view.split("=", 2)[0])).isVisible();
        assertThat(page.locator("#state")).hasAttribute("data-state", "live");
        page.waitForFunction(
                "() => document.querySelector('.view:not([hidden]) :is(tbody tr, #in-force li)') !== null");
    }

    private static void assertAccessible(Page page, String what) {
        assertThat(new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations())
                .as("accessibility of " + what)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    private ViewerPage open(String view) {
        return open(view, new Browser.NewContextOptions());
    }

    private ViewerPage open(String view, Browser.NewContextOptions options) {
        ViewerPage admin = ViewerPage.open(context(options), server.baseUri().resolve("admin/" + view));
        admin.awaitState("live");
        return admin;
    }

    /** In a browser that has the administrator's password. */
    private BrowserContext context(Browser.NewContextOptions options) {
        BrowserContext context = chromium.browser()
                .newContext(
                        options.setLocale("en-GB").setHttpCredentials(Guarded.ADMIN.name(), Guarded.ADMIN.password()));
        contexts.add(context);
        return context;
    }

    /** A post from an address of its own, so that no limit is in the way. */
    private void post(int number, String where, String text, @Nullable String user) {
        var body = Json.createObjectBuilder().add("text", text);
        if (user != null) {
            body.add("user", user);
        }
        HttpResponse<String> answer = HttpApi.send(http.request("rooms/" + where + "/danmaku")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "192.0.2." + (number + 1))
                .POST(BodyPublishers.ofString(body.build().toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private void act(String body) {
        HttpResponse<String> answer = AdminRequests.act(Guarded.ADMIN, server.baseUri(), room, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }
}
