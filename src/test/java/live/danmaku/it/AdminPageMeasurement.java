package live.danmaku.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Opens the admin page of a server that is under load already, measures how soon it shows something, and takes its picture: a
 * measurement, which {@code mvn verify} leaves alone.
 *
 * <p>{@code mvn verify -Dit.test=AdminPageMeasurement -Ddanmaku.url=http://127.0.0.1:8080/danmaku/ -Dadmin=ada:secret
 * -Dadmin.watch=60}, where the last one is how many seconds the page stays open.
 */
@EnabledIfSystemProperty(named = "admin", matches = ".+:.+")
class AdminPageMeasurement {

    private static final int OPENED = 5;
    private static final double FIRST_CONTENT_MS = 1_000;

    /**
     * From the beginning of the navigation, ms: to the first text or picture (W3C Paint Timing), and to the first look at the server
     * that is shown.
     */
    private static final String TIMES = """
            () => new Promise((resolve) => {
              const painted = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
              const shown = () => document.getElementById('tile-viewers')?.textContent.match(/[0-9]/);
              const look = () => painted() && shown() ? resolve([painted(), performance.now()]) : requestAnimationFrame(look);
              look();
            })""";

    private final URI base = ServerUnderTest.baseUri();

    @Test
    void firstContent_isThereWithinASecond() {
        String[] login = System.getProperty("admin").split(":", 2);
        try (Chromium chromium = Chromium.start()) {
            Browser.NewContextOptions options = new Browser.NewContextOptions()
                    .setLocale("en-GB")
                    .setViewportSize(1280, 960)
                    .setHttpCredentials(login[0], login[1]);
            double[] painted = new double[OPENED];
            for (int i = 0; i < OPENED; i++) {
                List<?> times = open(chromium, options);
                painted[i] = ((Number) times.get(0)).doubleValue();
                System.out.printf(
                        "first content of the overview after %.0f ms, its figures after %.0f ms%n", times.toArray());
            }
            try (BrowserContext context = chromium.browser().newContext(options)) {
                Page page = context.newPage();
                page.navigate(base.resolve("admin/").toString());
                page.waitForTimeout(1_000.0 * Integer.getInteger("admin.watch", 30));
                page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/admin.png")));
                long begun = System.nanoTime();
                page.navigate(base.resolve("admin/#rooms").toString());
                assertThat(page.locator("#rooms-rows tr")).hasCount(50);
                System.out.printf(
                        "the first fifty rooms of %s after %d ms%n",
                        page.locator("#rooms-range").textContent(), (System.nanoTime() - begun) / 1_000_000);
                page.waitForTimeout(1_000.0 * Integer.getInteger("admin.watch", 30));
                page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/admin-rooms.png")));
            }
            assertThat(Arrays.stream(painted).max().orElseThrow()).isLessThan(FIRST_CONTENT_MS);
        }
    }

    /** With nothing of the page in the browser's cache. */
    private List<?> open(Chromium chromium, Browser.NewContextOptions options) {
        try (BrowserContext context = chromium.browser().newContext(options)) {
            Page page = context.newPage();
            page.navigate(base.resolve("admin/").toString());
            return ((List<?>) page.evaluate(TIMES))
                    .stream().map(time -> ((Number) time).doubleValue()).toList();
        }
    }
}
