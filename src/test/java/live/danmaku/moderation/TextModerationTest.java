package live.danmaku.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import live.danmaku.ManualTime;
import live.danmaku.MapSource;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Author;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextModerationTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final Author GUEST = new Author("guest-1", Lane.ORDINARY);
    private static final Author HOST = new Author("host", Lane.HOST);
    private static final Author USER = new Author(
            "Ann", "c1", new Identity("ann", "Ann", Lane.ORDINARY, Set.of(Right.WATCH, Right.POST), null), null);

    private final ManualTime time = new ManualTime();
    private final MapSource source = new MapSource();
    private final LiveSettings settings = new LiveSettings(source);
    private final WordLists lists = new WordLists();
    private final TextModeration moderation = new TextModeration(settings, lists, time);

    @Test
    void check_usualText_staysAsItIs() {
        assertThat(check(GUEST, "first! 哈哈哈 👍🏽 שלום")).isEqualTo("first! 哈哈哈 👍🏽 שלום");
    }

    @Test
    void check_charactersThatForceADirection_areTakenOut_unlessAllowed() {
        assertThat(check(GUEST, "a\u202Eb\u2066c\u2069\u202C\u200Fd")).isEqualTo("abc\u200Fd");

        set("danmaku.text.directions", "true");
        assertThat(check(GUEST, "a\u202Eb")).isEqualTo("a\u202Eb");
    }

    @Test
    void check_towersOfMarks_areRefused_andScriptsThatNeedSomeAreNot() {
        assertRefused(ErrorCode.TOO_MANY_MARKS, GUEST, "z" + "\u0335".repeat(5));
        assertRefused(ErrorCode.TOO_MANY_MARKS, GUEST, "z" + "\u0335\u0335\u0335\u200D".repeat(3));
        assertThat(check(GUEST, "z" + "\u0335".repeat(4) + "a")).hasSize(6);
        assertThat(check(GUEST, "ที่นี่ สวัสดี שָׁלוֹם")).isNotEmpty();

        set("danmaku.text.marks", "0");
        assertThat(check(GUEST, "z" + "\u0335".repeat(90))).hasSize(91);
    }

    @Test
    void check_tooManyEmoji_areRefused() {
        assertThat(check(GUEST, "👍".repeat(20))).isNotEmpty();
        assertRefused(ErrorCode.TOO_MANY_EMOJI, GUEST, "👍".repeat(10) + "☀".repeat(11));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.test/x",
                "see www.example",
                "go to evil.com now",
                "evil。com",
                "ｅｖｉｌ．ｃｏｍ",
                "EVIL.COM",
                "加我 加微信.cn",
                "ftp://x",
            })
    void check_link_isForThoseWhoHaveSaidWhoTheyAre(String text) {
        assertRefused(ErrorCode.LINK_BLOCKED, GUEST, text);
        assertThat(check(USER, text)).isEqualTo(text);
        assertThat(check(HOST, text)).isEqualTo(text);

        set("danmaku.text.links", "0");
        assertRefused(ErrorCode.LINK_BLOCKED, USER, text);
        set("danmaku.text.links", "2");
        assertThat(check(GUEST, text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "well... yes",
                "3.14",
                "v1.2.3",
                "node.js",
                "a: b",
                "好。的",
                ".com",
                "e.g. this",
                "草www.",
                "面白いwww。",
                "ワロタwww…",
                "好厉害。me too",
                "終わったな。gg"
            })
    void check_whatIsNoLink_isNotTakenForOne(String text) {
        assertThat(check(GUEST, text)).isEqualTo(text);
    }

    @Test
    void check_blockedWord_isRefusedInDisguise() {
        lists.reject(List.of("fool", "法轮"));

        assertRefused(ErrorCode.WORD_BLOCKED, GUEST, "you fооl");
        assertRefused(ErrorCode.WORD_BLOCKED, HOST, "法 輪");
        assertThat(check(GUEST, "you full")).isEqualTo("you full");
    }

    @Test
    void check_blockedWordInAName_isRefused_butNotInAGuests() {
        lists.reject(List.of("fool", "est-1"));

        assertRefused(ErrorCode.WORD_BLOCKED, new Author("F00L", Lane.ORDINARY), "hi");
        assertThat(check(GUEST, "hi")).isEqualTo("hi");
    }

    @Test
    void check_maskedWord_isShownAsAsterisks() {
        lists.mask(List.of("damn"));

        assertThat(check(GUEST, "DÁMN it")).isEqualTo("**** it");
    }

    @ParameterizedTest
    @CsvSource({"add me 12345678, true", "１２３４５６７８, true", "1234, false", "QQ群 9, true"})
    void check_blockedPattern_isRefused(String text, boolean refused) {
        lists.rejectPatterns(List.of("# numbers", "\\d{8,}", "qq群"), complaint -> {});

        if (refused) {
            assertRefused(ErrorCode.PATTERN_BLOCKED, GUEST, text);
        } else {
            assertThat(check(GUEST, text)).isEqualTo(text);
        }
    }

    @Test
    void rejectPatterns_badOnes_areToldAndLeftOut() {
        List<String> complaints = new java.util.ArrayList<>();

        assertThat(lists.rejectPatterns(List.of("(", "a(?=b)", "(a+)+$"), complaints::add))
                .isEqualTo(1);

        assertThat(complaints).hasSize(2);
        assertThat(check(GUEST, "a".repeat(90) + "!")).hasSize(91);
    }

    @Test
    void check_theSameAgainAndAgain_isRefused_inWhateverDisguise() {
        check(GUEST, "Spam!");
        check(GUEST, "spam");
        check(GUEST, "ＳＰＡＭ");

        assertRefused(ErrorCode.TEXT_REPEATED, GUEST, "s.p.a.m");
        assertThat(check(GUEST, "ham")).isEqualTo("ham");
        assertThat(check(USER, "spam")).isEqualTo("spam");
        assertThat(moderation.check(new RoomId("other"), GUEST, "spam")).isEqualTo("spam");
        for (int i = 0; i < 10; i++) {
            check(HOST, "spam");
        }
        time.advanceMillis(10_000);
        check(GUEST, "spam");
    }

    @Test
    void check_punctuationOnly_isNotAllTheSame() {
        for (String text : List.of("!", "?", "!!", "。。。", "???", "~")) {
            check(GUEST, text);
        }
        check(GUEST, "!");
        check(GUEST, "!");
        assertRefused(ErrorCode.TEXT_REPEATED, GUEST, "!");
    }

    private String check(Author author, String text) {
        return moderation.check(LOBBY, author, text);
    }

    private void assertRefused(ErrorCode code, Author author, String text) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> check(author, text))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private void set(String property, String value) {
        source.set(property, value);
        settings.refresh();
    }
}
