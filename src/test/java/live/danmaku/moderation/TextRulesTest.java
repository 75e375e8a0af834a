package live.danmaku.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {

    @Test
    void danmaku_whiteSpaceAround_isTakenOff() {
        assertThat(TextRules.danmaku(" \u3000 hello there \t", 100)).isEqualTo("hello there");
    }

    @Test
    void danmaku_limitOfCodePoints_countsAPairOnce() {
        String hundred = "😀".repeat(100);
        assertThat(TextRules.danmaku(hundred, 100)).isEqualTo(hundred);
        assertRefused(hundred + "!", ErrorCode.TEXT_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u3000", "\u200B", " \u200D\u2060 "})
    void danmaku_blank_isMissing(String text) {
        assertRefused(text, ErrorCode.TEXT_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\tb", "a\u0000b", "a\u007Fb", "a\u0085b", "a\u2028b", "a\u2029b", "a\uD83D", "\uDE00b"
            })
    void danmaku_controlCharacterOrHalfPair_isInvalid(String text) {
        assertRefused(text, ErrorCode.TEXT_INVALID);
    }

    @Test
    void danmaku_markup_isText() {
        assertThat(TextRules.danmaku("<script>alert(1)</script>", 100)).isEqualTo("<script>alert(1)</script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "a\nb",
                "guest-x7k2p9",
                "Guest-x7k2p9",
                "\u200Bguest-a",
                "a\u202Eb",
                "123456789012345678901234567890123"
            })
    void name_brokenRule_isAnInvalidField(String name) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> TextRules.name(name))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_FIELD));
    }

    private static void assertRefused(String text, ErrorCode code) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> TextRules.danmaku(text, 100))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
