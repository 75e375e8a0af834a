package live.danmaku.it;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Chromium that a test drives: the one named by the system property or environment variable {@code CHROMIUM}, else
 * one of the usual names on the PATH, else the one that Playwright downloads for itself.
 */
final class Chromium implements AutoCloseable {
    private static final String CHOICE = "CHROMIUM";
    private static final List<String> USUAL_NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe");
    private static final List<Path> USUAL_PLACES = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"));
    private static final List<String> QUIET = List.of(
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-quic");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts the browser; where there is none the calling test is skipped, with the reason. */
    static Chromium start() {
        Optional<Path> installed = installed();
        try {
            Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment(installed)));
            return new Chromium(playwright, playwright.chromium().launch(options(installed)));
        } catch (PlaywrightException e) {
            return abort("no browser to test with: none under the system property or environment variable " + CHOICE
                    + ", none of " + USUAL_NAMES + " on the PATH, and Playwright could not bring its own ("
                    + e.getMessage() + ")");
        }
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static BrowserType.LaunchOptions options(Optional<Path> installed) {
        // The sandbox refuses to work for root, as which containers often run their builds.
        boolean root = "root".equals(System.getProperty("user.name"));
        List<String> arguments = Stream.concat(QUIET.stream(), root ? Stream.of("--no-sandbox") : Stream.of())
                .toList();
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setArgs(arguments);
        installed.ifPresent(options::setExecutablePath);
        return options;
    }

    private static Map<String, String> environment(Optional<Path> installed) {
        return installed.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of();
    }

    private static Optional<Path> installed() {
        String chosen = Objects.requireNonNullElse(System.getenv(CHOICE), "");
        chosen = System.getProperty(CHOICE, chosen);
        if (!chosen.isEmpty()) {
            // Taken as it is: a mistake in an explicit choice must not end in another browser unnoticed.
            return Optional.of(Path.of(chosen));
        }
        return Stream.concat(onPath(), USUAL_PLACES.stream())
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> onPath() {
        List<String> folders =
                List.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator));
        return USUAL_NAMES.stream().flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)));
    }
}
