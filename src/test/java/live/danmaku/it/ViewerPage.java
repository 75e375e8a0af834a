package live.danmaku.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The viewer's page in one browser context, with what a viewer does there. */
final class ViewerPage {
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private ViewerPage(Page page) {
        this.page = page;
        page.onPageError(error -> complaints.add("script error: " + error));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                complaints.add("console: " + message.text());
            }
        });
    }

    static ViewerPage open(BrowserContext context, URI base) {
        return open(context.newPage(), base);
    }

    /** Opens an address in a page that a test has prepared. */
    static ViewerPage open(Page page, URI address) {
        ViewerPage viewer = new ViewerPage(page);
        page.navigate(address.toString());
        return viewer;
    }

    /** Opens a room and waits until the page is connected to it. */
    static ViewerPage watch(BrowserContext context, URI base, String room) {
        ViewerPage viewer = open(context, roomUri(base, room));
        viewer.awaitState("live");
        return viewer;
    }

    static URI roomUri(URI base, String room) {
        return base.resolve("?room=" + URLEncoder.encode(room, StandardCharsets.UTF_8));
    }

    Page page() {
        return page;
    }

    /** Script errors, console errors (refusals of the content security policy among them) and dialogs so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void awaitState(String state) {
        assertThat(page.locator("#state")).hasAttribute("data-state", state);
    }

    Locator box() {
        return page.locator("#comment");
    }

    /** Posts and waits until the server has accepted it. */
    void post(String text) {
        box().fill(text);
        box().press("Enter");
        assertThat(box()).hasValue("");
    }

    void chooseStyle(String mode, String size, String color) {
        page.locator("#open-style").click();
        choose("mode", mode);
        choose("size", size);
        choose("color", color);
        page.keyboard().press("Escape");
    }

    void openSettings() {
        page.locator("#open-settings").click();
        assertThat(page.locator("#settings")).isVisible();
    }

    Locator setting(String name) {
        return page.locator("[data-setting=" + name + "]");
    }

    Locator onStage(String text) {
        return exactly("#stage", text);
    }

    Locator inList(String text) {
        return exactly("#log", text);
    }

    private Locator exactly(String where, String text) {
        return page.locator(where).getByText(text, new Locator.GetByTextOptions().setExact(true));
    }

    private void choose(String name, String value) {
        page.locator("#style input[name=" + name + "][value='" + value + "']")
                .check(new Locator.CheckOptions().setForce(true));
    }
}
