package live.danmaku.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What viewers see and do on the page, in a real browser against a running server. */
class BrowserIT {
    private static final double RECOVERY_MS = 40_000;
    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
            "&lt;b&gt;&#60;img src=x onerror=alert(1)&#62;",
            "javascript:alert(document.domain)",
            "\"'><iframe srcdoc=\"<script>alert(1)</script>\">",
            "{{constructor.constructor('alert(1)')()}} ${alert(1)}");

    private static final String FLOOD = """
            async ({path, count}) => {
              for (let i = 0; i < count; i += 20) {
                await Promise.all(Array.from({length: 20}, (_, j) => fetch(path, {
                  method: 'POST',
                  headers: {'Content-Type': 'application/json'},
                  body: JSON.stringify({text: `flood ${i + j}`, user: 'app'}),
                })));
              }
            }""";

    /** How many comments are on the stage, and how many pairs of them cover each other. */
    private static final String STAGE_AND_OVERLAPS = """
            () => {
              const boxes = [...document.querySelectorAll('#stage .danmaku')].map(e => e.getBoundingClientRect());
              const cover = (a, b) =>
                  a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
              const pairs = boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => cover(a, b)));
              return [boxes.length, pairs.length];
            }""";

    /** Half a second of video, made by the browser itself, in base64. */
    private static final String RECORD_VIDEO = """
            async () => {
              const canvas = document.createElement('canvas');
              const context = canvas.getContext('2d');
              const drawing = setInterval(() => context.fillRect(Math.random() * 100, 0, 50, 50), 30);
              const recorder = new MediaRecorder(canvas.captureStream(30), {mimeType: 'video/webm'});
              const parts = [];
              recorder.ondataavailable = event => parts.push(event.data);
              const stopped = new Promise(resolve => { recorder.onstop = resolve; });
              recorder.start();
              await new Promise(resolve => setTimeout(resolve, 500));
              recorder.stop();
              await stopped;
              clearInterval(drawing);
              const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
              return btoa(String.fromCharCode(...bytes));
            }""";

    /** Keeps every state that the page shows from now on. */
    private static final String RECORD_STATES = """
            () => {
              const box = document.getElementById('state');
              window.states = [];
              window.words = [];
              new MutationObserver(() => {
                window.states.push(box.dataset.state);
                window.words.push(document.getElementById('state-text').textContent);
              }).observe(box, {attributeFilter: ['data-state']});
            }""";

    private static URI base;
    private static Chromium chromium;

    private final String room = "it-" + UUID.randomUUID();
    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    static void findServerAndBrowser() {
        base = ServerUnderTest.baseUri();
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void closeContexts() {
        contexts.forEach(BrowserContext::close);
    }

    @Test
    void page_withoutRoom_offersRoomsAndOpensOne() {
        ViewerPage there = watcher();
        ViewerPage viewer = ViewerPage.open(context(), base);
        assertThat(viewer.page()).hasTitle("Danmaku");
        assertThat(viewer.page().locator("#landing-rooms")).containsText(room);

        viewer.page().locator("#join-room").fill(room);
        viewer.page().locator("#join-room").press("Enter");
        viewer.awaitState("live");
        assertThat(viewer.page().locator("h1#room-name")).hasText(room);
        assertThat(viewer.page().url()).endsWith("/?room=" + room);
        assertThat(viewer.page().locator("#online")).hasText("2");
        assertThat(viewer.complaints()).isEmpty();
        assertThat(there.complaints()).isEmpty();
    }

    @Test
    void post_isOnTheStageOfBoth_andMarkedAsOwnInOne() {
        ViewerPage writer = watcher();
        ViewerPage reader = watcher();

        writer.post("弹幕 hello");

        assertThat(writer.onStage("弹幕 hello")).isVisible();
        assertThat(reader.onStage("弹幕 hello")).isVisible();
        assertThat(writer.onStage("弹幕 hello")).hasClass(Pattern.compile(".*\\bdanmaku--own\\b.*"));
        assertThat(reader.page().locator("#stage .danmaku--own")).hasCount(0);
        assertThat(writer.inList("弹幕 hello")).isVisible();
        assertThat(reader.inList("弹幕 hello")).isVisible();
        assertThat(writer.page().locator("#log .log__row--own")).hasCount(1);
        assertThat(reader.page().locator("#log .log__row--own")).hasCount(0);
        assertThat(writer.complaints()).isEmpty();
        assertThat(reader.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "scroll,  normal, #4DE9FF, 'rgb(77, 233, 255)'",
        "reverse, small,  #FFD302, 'rgb(255, 211, 2)'",
        "top,     large,  #FE0302, 'rgb(254, 3, 2)'",
        "bottom,  normal, #00CD00, 'rgb(0, 205, 0)'"
    })
    void post_withStyle_isShownInIt(String mode, String size, String color, String shownColor) {
        ViewerPage writer = watcher();
        ViewerPage reader = watcher();
        writer.chooseStyle(mode, size, color);

        writer.post("styled");

        Locator shown = reader.onStage("styled");
        assertThat(shown).hasAttribute("data-mode", mode);
        assertThat(shown).hasAttribute("data-size", size);
        assertThat(shown).hasCSS("color", shownColor);
        double before = left(shown);
        reader.page().waitForTimeout(300);
        double moved = left(shown) - before;
        switch (mode) {
            case "scroll" -> assertThat(moved).isNegative();
            case "reverse" -> assertThat(moved).isPositive();
            default -> assertThat(moved).isZero();
        }
    }

    @Test
    void post_refused_isExplained_andTheTextKept() {
        ViewerPage viewer = watcher();
        String tooLong = "字".repeat(101);
        viewer.box().fill(tooLong);
        assertThat(viewer.page().locator("#counter")).hasText("101/100");
        viewer.box().press("Enter");
        assertThat(viewer.page().locator("#post-error")).hasText("Too long: at most 100 characters.");
        assertThat(viewer.box()).hasValue(tooLong);

        viewer.box().fill("bad \u0007 bell");
        viewer.box().press("Enter");
        assertThat(viewer.page().locator("#post-error")).hasText("The text has characters that cannot be shown.");

        viewer.post("😀".repeat(100));
        assertThat(viewer.inList("😀".repeat(100))).isVisible();
        assertThat(viewer.page().locator("#post-error")).isEmpty();
    }

    @Test
    void recalledComment_vanishesFromStageAndList_andStaysAwayForWhoComesLater() {
        assumeTrue(ServerUnderTest.isOurs(), "needs a ticket that the server takes");
        ViewerPage writer = watcher();
        ViewerPage reader = watcher();
        writer.post("slur");
        writer.post("fine");
        assertThat(reader.onStage("slur")).isVisible();
        assertThat(reader.inList("fine")).isVisible();

        act("{\"act\":\"recall\",\"ids\":[1],\"epoch\":\""
                + new HttpApi(base).room(room).getString("epoch") + "\"}");

        for (ViewerPage page : List.of(writer, reader)) {
            assertThat(page.inList("slur")).hasCount(0);
            assertThat(page.onStage("slur")).hasCount(0);
            assertThat(page.inList("fine")).isVisible();
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void recalledByAModeratorOnThePage_andItsAuthorMuted_whileOthersSeeNoControls() {
        assumeTrue(ServerUnderTest.isOurs(), "needs a ticket that the server takes");
        String ticket = TestTickets.of("host-1", room, "watch", "post", "moderate");
        ViewerPage moderator =
                ViewerPage.open(context(), URI.create(ViewerPage.roomUri(base, room) + "#ticket=" + ticket));
        moderator.awaitState("live");
        ViewerPage writer = watcher();
        writer.post("slur");
        assertThat(writer.inList("slur")).isVisible();
        assertThat(writer.page().locator(".log__act")).hasCount(0);

        moderator.page().locator("#log .log__act").click();
        assertThat(moderator.page().locator("#act-comment")).containsText("slur");
        moderator.page().locator("#act-dialog [data-act=mute]").click();
        assertThat(moderator.page().locator("#act-dialog")).isHidden();
        moderator.page().locator("#log .log__act").click();
        moderator.page().locator("#act-dialog [data-act=recall]").click();

        assertThat(writer.inList("slur")).hasCount(0);
        assertThat(moderator.inList("slur")).hasCount(0);
        writer.box().fill("again");
        writer.box().press("Enter");
        assertThat(writer.page().locator("#post-error")).hasText("Moderators do not let you post here.");
        act("{\"act\":\"unmute\",\"address\":\"127.0.0.1\"}");
        assertThat(moderator.complaints()).isEmpty();
    }

    @Test
    void noticesAndRules_areShownAsText_andInTheComposer() {
        assumeTrue(ServerUnderTest.isOurs(), "needs a ticket that the server takes");
        ViewerPage viewer = watcher();
        Locator pinned = viewer.page().locator("#pinned-text");

        act("{\"act\":\"pin\",\"text\":\"<img src=x onerror=alert(1)>\"}");
        act("{\"act\":\"silence\",\"for\":600000}");
        act("{\"act\":\"announce\",\"text\":\"<b>Back in five</b>\"}");

        assertThat(pinned).hasText("<img src=x onerror=alert(1)>");
        assertThat(viewer.page().locator("#announcement")).hasText("<b>Back in five</b>");
        assertThat(viewer.box()).hasAttribute("placeholder", "The moderators have silenced this room.");
        ViewerPage late = watcher();
        assertThat(late.page().locator("#pinned-text")).hasText("<img src=x onerror=alert(1)>");
        act("{\"act\":\"unsilence\"}");
        act("{\"act\":\"unpin\"}");
        assertThat(viewer.box()).hasAttribute("placeholder", "Send a friendly comment");
        assertThat(viewer.page().locator("#pinned")).isHidden();
        assertInert(viewer);
        act("{\"act\":\"close\",\"for\":1000}");
        viewer.awaitState("closed");
        assertThat(viewer.page().locator("#state-text")).hasText("This room is closed");
    }

    @Test
    void hostileText_isShownLiterally() {
        ViewerPage writer = watcher();
        ViewerPage reader = watcher();
        for (String hostile : HOSTILE) {
            writer.post(hostile);
            assertThat(reader.onStage(hostile)).isVisible();
            assertThat(reader.inList(hostile)).isVisible();
            assertThat(writer.onStage(hostile)).isVisible();
        }
        assertInert(writer);
        assertInert(reader);
    }

    @Test
    void hostileUser_isShownLiterally() {
        ViewerPage reader = watcher();
        List<String> names =
                HOSTILE.stream().filter(name -> name.length() <= 32).toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(2);
        for (String hostile : names) {
            APIResponse answer = reader.page()
                    .request()
                    .post(
                            base.resolve("api/v1/rooms/" + room + "/danmaku").toString(),
                            RequestOptions.create().setData(Map.of("text", "by " + hostile, "user", hostile)));
            assertThat(answer.status()).isEqualTo(202);
            assertThat(reader.inList(hostile)).isVisible();
            assertThat(reader.onStage("by " + hostile)).isVisible();
        }
        assertInert(reader);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "</title><script>alert(1)</script>",
                "javascript:alert(1)",
                "../admin",
                "..",
                "房间",
                "a b"
            })
    void room_thatCannotBeOne_isRefusedInWords(String bad) {
        ViewerPage viewer = ViewerPage.open(context(), ViewerPage.roomUri(base, bad));
        assertThat(viewer.page().locator("#room-refused")).containsText("“" + bad + "” cannot be a room");
        assertThat(viewer.page().locator("#landing img:not([src='img/logo.svg']), #landing script"))
                .hasCount(0);
        assertThat(viewer.complaints()).isEmpty();
    }

    @Test
    void settings_stayOverReload_andTakeEffect() {
        ViewerPage viewer = watcher();
        viewer.openSettings();
        viewer.setting("opacity").fill("40");
        viewer.setting("density").selectOption("20");
        viewer.page()
                .locator("#settings input[name=area][value='50']")
                .check(new Locator.CheckOptions().setForce(true));
        viewer.setting("merge").check();
        viewer.setting("blockedWords").fill("one\ntwo");

        viewer.page().reload();
        viewer.awaitState("live");
        viewer.openSettings();
        assertThat(viewer.setting("opacity")).hasValue("40");
        assertThat(viewer.setting("density")).hasValue("20");
        assertThat(viewer.setting("merge")).isChecked();
        assertThat(viewer.setting("blockedWords")).hasValue("one\ntwo");
        assertThat(viewer.page().locator("#stage")).hasCSS("opacity", "0.4");
        double screen = viewer.page().locator("#screen").boundingBox().height;
        assertThat(viewer.page().locator("#stage").boundingBox().height).isBetween(screen * 0.49, screen * 0.51);

        viewer.page().locator("#reset-settings").click();
        assertThat(viewer.setting("opacity")).hasValue("100");
        assertThat(viewer.page().locator("#stage")).hasCSS("opacity", "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localStorage.setItem('danmaku.settings', '{corrupt')",
                "localStorage.setItem('danmaku.settings', '{\"opacity\":\"<b>\",\"area\":7,\"density\":null}')",
                "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
            })
    void settings_corruptOrWithoutStorage_areTheDefaults(String harm) {
        BrowserContext context = context();
        context.addInitScript(harm);
        ViewerPage viewer = ViewerPage.watch(context, base, room);
        viewer.openSettings();
        assertThat(viewer.setting("opacity")).hasValue("100");
        viewer.setting("opacity").fill("50");
        assertThat(viewer.page().locator("#stage")).hasCSS("opacity", "0.5");
        assertThat(viewer.complaints()).isEmpty();
    }

    @Test
    void blockedWords_areNeitherOnStageNorInTheList() {
        ViewerPage writer = watcher();
        ViewerPage reader = watcher();
        reader.openSettings();
        reader.setting("blockedWords").fill("spoiler\n剧透");

        writer.post("Big ＳＰＯＩＬＥＲ: he leaves");
        writer.post("不要剧透了");
        writer.post("harmless");

        assertThat(reader.onStage("harmless")).isVisible();
        assertThat(reader.page().locator("#stage .danmaku")).hasCount(1);
        assertThat(reader.page().locator("#log .log__row")).hasCount(1);
        assertThat(writer.page().locator("#log .log__row")).hasCount(3);
    }

    @Test
    void hiddenMode_isNotOnStage() {
        ViewerPage writer = watcher();
        ViewerPage reader = watcher();
        reader.openSettings();
        reader.setting("showTop").uncheck(new Locator.UncheckOptions().setForce(true));

        writer.chooseStyle("top", "normal", "#FFFFFF");
        writer.post("at the top");
        writer.chooseStyle("scroll", "normal", "#FFFFFF");
        writer.post("scrolling");

        assertThat(reader.onStage("scrolling")).isVisible();
        assertThat(reader.onStage("at the top")).hasCount(0);
        assertThat(reader.inList("at the top")).isVisible();
    }

    @Test
    void danmakuOff_emptiesTheStage_andTheListGoesOn() {
        ViewerPage viewer = watcher();
        viewer.post("before");
        assertThat(viewer.onStage("before")).isVisible();
        viewer.page().locator("#toggle-danmaku").click();
        assertThat(viewer.page().locator("#stage .danmaku")).hasCount(0);
        viewer.post("meanwhile");
        assertThat(viewer.inList("meanwhile")).isVisible();
        assertThat(viewer.page().locator("#stage .danmaku")).hasCount(0);
        viewer.page().locator("#toggle-danmaku").click();
        viewer.post("after");
        assertThat(viewer.onStage("after")).isVisible();
    }

    @Test
    void repeats_areMergedWhenWanted() {
        ViewerPage writer = watcher();
        ViewerPage reader = watcher();
        reader.openSettings();
        reader.setting("merge").check();
        for (int i = 0; i < 3; i++) {
            writer.post("666");
        }
        assertThat(reader.onStage("666")).hasCount(1);
        assertThat(reader.onStage("666")).hasAttribute("data-count", "×3");
    }

    @Test
    void flood_isThinnedToWhatFits_andBounded() {
        ViewerPage viewer = watcher();
        viewer.page().evaluate(FLOOD, Map.of("path", "api/v1/rooms/" + room + "/danmaku", "count", 600));
        assertThat(viewer.inList("flood 599")).isVisible();
        viewer.page().waitForTimeout(1000);
        List<?> counts = (List<?>) viewer.page().evaluate(STAGE_AND_OVERLAPS);
        assertThat(((Number) counts.get(0)).intValue()).as("on stage").isBetween(10, 400);
        assertThat(((Number) counts.get(1)).intValue()).as("overlaps").isZero();
        assertThat(viewer.page().locator("#log .log__row").count()).isLessThanOrEqualTo(200);
    }

    @Test
    void hiddenTab_queuesNothing() {
        ViewerPage viewer = watcher();
        Page page = viewer.page();
        page.evaluate("Object.defineProperty(document, 'hidden', {configurable: true, value: true});"
                + "document.dispatchEvent(new Event('visibilitychange'))");
        viewer.post("unseen");
        assertThat(viewer.inList("unseen")).isVisible();
        page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
        viewer.post("seen");
        assertThat(viewer.onStage("seen")).isVisible();
        assertThat(page.locator("#stage .danmaku")).hasCount(1);
    }

    @Test
    void ownVideo_isPlayed_mutedAndLooped_andTheSceneComesBack() {
        ViewerPage viewer = watcher();
        Page page = viewer.page();
        byte[] video = Base64.getDecoder().decode((String) page.evaluate(RECORD_VIDEO));
        page.locator("#open-picture").click();
        page.locator("#video-file").setInputFiles(new FilePayload("own.webm", "video/webm", video));
        Locator player = page.locator("#video");
        assertThat(player).isVisible();
        page.waitForFunction("() => document.getElementById('video').currentTime > 0");
        assertThat((Boolean) player.evaluate("video => video.muted && video.loop && video.controls"))
                .isTrue();
        assertThat(page.locator("#scene")).isHidden();

        page.locator("#use-scene").click();
        assertThat(player).isHidden();
        assertThat(page.locator("#scene")).isVisible();

        page.locator("#video-file")
                .setInputFiles(new FilePayload("none.webm", "video/webm", "no video".getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator("#picture-error")).hasText("This video cannot be played.");
        assertThat(page.locator("#scene")).isVisible();
        page.locator("#video-url").fill("javascript:alert(1)");
        page.locator("#video-url").press("Enter");
        assertThat(page.locator("#picture-error")).containsText("http:// or https://");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, zh-Hans, 发送, 直播中", "zh-TW, zh-Hans, 发送, 直播中", "en-GB, en, Send, Live", "fr-FR, en, Send, Live"})
    void language_isTheBrowsers(String locale, String language, String send, String live) {
        ViewerPage viewer = ViewerPage.watch(context(new Browser.NewContextOptions().setLocale(locale)), base, room);
        assertThat(viewer.page().locator("html")).hasAttribute("lang", language);
        assertThat(viewer.page().locator("#send")).hasText(send);
        assertThat(viewer.page().locator("#state-text")).hasText(live);
    }

    @Test
    void language_canBeSwitched_andStays() {
        ViewerPage viewer = watcher();
        viewer.page().locator("#language").click();
        assertThat(viewer.page().locator("#send")).hasText("发送");
        assertThat(viewer.page().locator("#state-text")).hasText("直播中");
        viewer.page().reload();
        assertThat(viewer.page().locator("#send")).hasText("发送");
        viewer.page().locator("#language").click();
        assertThat(viewer.page().locator("#send")).hasText("Send");
    }

    @Test
    void keyboardAlone_isEnoughToPost() {
        ViewerPage viewer = watcher();
        Page page = viewer.page();
        page.keyboard().press("Tab");
        assertThat(page.locator("#skip-link")).isFocused();
        page.keyboard().press("Enter");
        assertThat(viewer.box()).isFocused();

        page.keyboard().press("Shift+Tab");
        assertThat(page.locator("#open-style")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#style input[name=mode][value=scroll]")).isFocused();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Escape");
        assertThat(page.locator("#style")).isHidden();
        assertThat(page.locator("#open-style")).isFocused();

        page.keyboard().press("Tab");
        page.keyboard().type("typed");
        page.keyboard().press("Enter");
        assertThat(viewer.onStage("typed")).hasAttribute("data-mode", "top");
    }

    @Test
    void singleKeys_work_neverWhileTyping_andCanBeSwitchedOff() {
        ViewerPage viewer = watcher();
        Page page = viewer.page();
        page.keyboard().press("d");
        assertThat(page.locator("#toggle-danmaku")).hasAttribute("aria-pressed", "false");
        page.keyboard().press("?");
        assertThat(page.locator("#help")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#help")).isHidden();
        page.keyboard().press("c");
        assertThat(viewer.box()).isFocused();
        page.keyboard().type("sdf");
        assertThat(viewer.box()).hasValue("sdf");
        assertThat(page.locator("#settings")).isHidden();
        page.keyboard().press("Escape");
        page.keyboard().press("s");
        viewer.setting("shortcuts").uncheck();
        page.keyboard().press("Escape");
        assertThat(page.locator("#settings")).isHidden();
        page.keyboard().press("s");
        assertThat(page.locator("#settings")).isHidden();
    }

    @Test
    void screenReaders_hearCommentsUntilSwitchedOff() {
        ViewerPage writer = watcher();
        ViewerPage reader = watcher();
        Locator spoken = reader.page().locator("#announcer");
        assertThat(spoken).hasAttribute("aria-live", "polite");
        assertThat(reader.page().locator("#stage")).hasAttribute("aria-hidden", "true");
        writer.post("heard");
        assertThat(spoken).containsText("heard");
        reader.page().locator("#read-aloud").click();
        writer.post("unheard");
        assertThat(reader.inList("unheard")).isVisible();
        reader.page().waitForTimeout(3500);
        assertThat(spoken).not().containsText("unheard");
    }

    @Test
    void reducedMotion_standsStill() {
        BrowserContext context = context(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        ViewerPage viewer = ViewerPage.watch(context, base, room);
        viewer.post("calm");
        Locator shown = viewer.onStage("calm");
        double before = left(shown);
        viewer.page().waitForTimeout(400);
        assertThat(left(shown)).isEqualTo(before);
    }

    @Test
    void phone_hasNoSidewaysScroll() {
        Browser.NewContextOptions phone =
                new Browser.NewContextOptions().setViewportSize(360, 640).setHasTouch(true);
        ViewerPage landing = ViewerPage.open(context(phone), base);
        assertThat(landing.page().locator("#join")).isVisible();
        assertFits(landing, "landing");

        ViewerPage viewer = ViewerPage.watch(context(phone), base, "x".repeat(64));
        assertFits(viewer, "room");
        for (String panel : List.of("settings", "style", "picture")) {
            viewer.page().locator("#open-" + panel).click();
            assertThat(viewer.page().locator("#" + panel)).isVisible();
            assertFits(viewer, panel);
            viewer.page().keyboard().press("Escape");
        }
        viewer.post("from a phone");
        assertThat(viewer.onStage("from a phone")).isVisible();
        assertThat(viewer.box()).isInViewport();
    }

    @Test
    void serverGone_isSaid_andThePageRecovers() {
        try (Relay relay = new Relay(base)) {
            ViewerPage viewer = ViewerPage.watch(context(), relay.baseUri(), room);
            ViewerPage other = watcher();

            relay.goAway();
            viewer.awaitState("waiting");
            assertThat(viewer.page().locator("#state-text")).containsText("Reconnecting in");
            assertThat(viewer.page().locator("#state-announcer")).hasText("Connection lost. Reconnecting.");
            viewer.box().fill("kept");
            viewer.box().press("Enter");
            assertThat(viewer.page().locator("#post-error")).hasText("Not connected right now. Your text is kept.");
            assertThat(viewer.box()).hasValue("kept");
            other.post("while you were away");

            relay.comeBack();
            assertThat(viewer.page().locator("#state"))
                    .hasAttribute(
                            "data-state", "live", new LocatorAssertions.HasAttributeOptions().setTimeout(RECOVERY_MS));
            assertThat(viewer.inList("while you were away")).hasCount(1);
            assertThat(viewer.page().locator("#screen-hint")).isHidden();
            viewer.box().press("Enter");
            assertThat(other.onStage("kept")).isVisible();
            assertThat(viewer.onStage("kept")).isVisible();
        }
    }

    @Test
    void redeployment_isSaid_andThePageRecovers_withoutALostOrDoubledComment() {
        assumeTrue(ServerUnderTest.isOurs(), "a server that runs already is not redeployed for a test");
        ViewerPage viewer = watcher();
        viewer.post("before");
        viewer.post("in the last moment");
        viewer.page().evaluate(RECORD_STATES);
        HttpApi http = new HttpApi(base);

        Servers.WILDFLY.administered().redeploy();
        for (int i = 0; i < 3; i++) {
            assertThat(http.postText(room, "meanwhile " + i).statusCode()).isEqualTo(202);
        }

        viewer.page()
                .waitForFunction(
                        "() => window.states.includes('waiting') && window.states.at(-1) === 'live'",
                        null,
                        new Page.WaitForFunctionOptions().setTimeout(RECOVERY_MS));
        assertThat((Boolean) viewer.page().evaluate("window.words.some(words => words.startsWith('Reconnecting in'))"))
                .isTrue();
        viewer.post("back again");
        assertThat(viewer.onStage("back again")).isVisible();
        List<String> all =
                List.of("before", "in the last moment", "meanwhile 0", "meanwhile 1", "meanwhile 2", "back again");
        for (String text : all) {
            assertThat(viewer.inList(text)).hasCount(1);
        }
        assertThat(viewer.page().locator("#log .log__row")).hasCount(all.size());
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void page_hasNoAccessibilityViolations(ColorScheme scheme) {
        // Without panels that fade in, or half-faded text would be measured.
        Browser.NewContextOptions options =
                new Browser.NewContextOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE);
        ViewerPage landing = ViewerPage.open(context(options), ViewerPage.roomUri(base, "not a room"));
        assertThat(landing.page().locator("#room-refused")).isVisible();
        assertAccessible(landing, "landing");

        ViewerPage viewer = ViewerPage.watch(context(options), base, room);
        viewer.post("something to read");
        assertThat(viewer.inList("something to read")).isVisible();
        assertAccessible(viewer, "room");
        for (String panel : List.of("settings", "style", "picture")) {
            viewer.page().locator("#open-" + panel).click();
            assertAccessible(viewer, panel);
            viewer.page().keyboard().press("Escape");
        }
        viewer.page().locator("#open-rooms").click();
        assertAccessible(viewer, "rooms");
    }

    private ViewerPage watcher() {
        return ViewerPage.watch(context(), base, room);
    }

    private BrowserContext context() {
        return context(new Browser.NewContextOptions());
    }

    private BrowserContext context(Browser.NewContextOptions options) {
        BrowserContext context = chromium.browser().newContext(options);
        contexts.add(context);
        return context;
    }

    /** Has a moderator do something in this test's room. */
    private void act(String body) {
        HttpResponse<String> answer = HttpApi.send(new HttpApi(base)
                .request("rooms/" + room + "/acts")
                .header("Authorization", "Bearer " + TestTickets.of("host-1", room, "moderate"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static double left(Locator shown) {
        return ((Number) shown.evaluate("element => element.getBoundingClientRect().left")).doubleValue();
    }

    private static void assertInert(ViewerPage viewer) {
        assertThat(viewer.page().locator("#stage :not(div, span), #log :not(li, span)"))
                .hasCount(0);
        assertThat(viewer.complaints()).isEmpty();
    }

    private static void assertFits(ViewerPage viewer, String what) {
        Object width = viewer.page().evaluate("document.documentElement.scrollWidth");
        assertThat(((Number) width).intValue()).as("width of %s", what).isLessThanOrEqualTo(360);
    }

    private static void assertAccessible(ViewerPage viewer, String what) {
        List<Rule> violations = new AxeBuilder(viewer.page())
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
        assertThat(violations)
                .as("accessibility of %s", what)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }
}
