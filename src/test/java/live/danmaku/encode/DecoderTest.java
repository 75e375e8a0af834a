package live.danmaku.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import live.danmaku.encode.ClientMessage.Ping;
import live.danmaku.encode.ClientMessage.Post;
import live.danmaku.encode.ClientMessage.Recover;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Mode;
import live.danmaku.model.Refusal;
import live.danmaku.model.Size;
import live.danmaku.model.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

    private final Decoder decoder = new Decoder();

    @Test
    void message_post_isReadWithDefaults() {
        Incoming incoming = decoder.message("{\"type\":\"post\",\"ref\":\"c1\",\"text\":\"hi\"}");

        assertThat(incoming.ref()).isEqualTo("c1");
        assertThat(incoming.message()).isEqualTo(new Post("hi", Style.DEFAULT));
    }

    @Test
    void message_styledPost_isReadAndUnknownFieldsAreIgnored() {
        Incoming incoming = decoder.message(
                "{\"type\":\"post\",\"text\":\"hi\",\"mode\":\"bottom\",\"color\":\"#abcdef\",\"size\":\"large\",\"x\":[1,{}]}");

        assertThat(incoming.ref()).isNull();
        assertThat(incoming.message()).isEqualTo(new Post("hi", new Style(Mode.BOTTOM, "#ABCDEF", Size.LARGE)));
    }

    @Test
    void message_nullFields_countAsLeftOut() {
        Incoming incoming = decoder.message("{\"type\":\"post\",\"ref\":null,\"text\":\"hi\",\"mode\":null}");

        assertThat(incoming.ref()).isNull();
        assertThat(incoming.message()).isEqualTo(new Post("hi", Style.DEFAULT));
    }

    @Test
    void message_ping_isAPing() {
        assertThat(decoder.message("{\"type\":\"ping\"}").message()).isEqualTo(new Ping());
    }

    @Test
    void message_recover_isReadWithItsRange() {
        Incoming incoming = decoder.message("{\"type\":\"recover\",\"ref\":\"g1\",\"from\":42,\"to\":44}");

        assertThat(incoming.ref()).isEqualTo("g1");
        assertThat(incoming.message()).isEqualTo(new Recover(42, 44));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"from\":42",
                "\"to\":42",
                "\"from\":0,\"to\":1",
                "\"from\":-1,\"to\":1",
                "\"from\":2,\"to\":1",
                "\"from\":1.5,\"to\":2",
                "\"from\":\"1\",\"to\":2",
                "\"from\":null,\"to\":2",
                "\"from\":[1],\"to\":2",
                "\"from\":1,\"to\":9223372036854775808",
                "\"from\":1,\"to\":1e999999999",
                "\"from\":1e-999999999,\"to\":1"
            })
    void message_recoverWithARangeThatIsNone_isInvalid(String range) {
        String comma = range.isEmpty() ? "" : ",";

        assertRefused(
                ErrorCode.INVALID_FIELD,
                () -> decoder.message("{\"type\":\"recover\"" + comma + range + "}")
                        .message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nope", "[]", "1", "\"post\"", "null", "{", "{\"type\":}", "{} {}", "{\"a\":1,}", "{'a':1}"})
    void message_notOneObject_isNotJson(String text) {
        assertRefused(ErrorCode.NOT_JSON, () -> decoder.message(text));
    }

    @Test
    void message_deepNesting_isRefusedAndCostsNoStack() {
        String deep = "{\"type\":\"ping\",\"x\":" + "[".repeat(16_000) + "]".repeat(16_000) + "}";

        assertRefused(ErrorCode.NOT_JSON, () -> decoder.message(deep));
    }

    @Test
    void message_hugeNumberInAnUnknownField_isIgnoredOrRefused() {
        String huge = "{\"type\":\"ping\",\"x\":1" + "0".repeat(10_000) + "e999999999}";
        try {
            assertThat(decoder.message(huge).message()).isEqualTo(new Ping());
        } catch (Refusal e) {
            assertThat(e.code()).isEqualTo(ErrorCode.NOT_JSON);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"Post\"}",
                "{\"type\":1}",
                "{\"type\":null}",
                "{\"type\":\"\"}",
                "{\"type\":{}}"
            })
    void message_noKnownType_isUnknown(String text) {
        assertRefused(ErrorCode.UNKNOWN_TYPE, () -> decoder.message(text).message());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"text\":1",
                "\"mode\":1",
                "\"mode\":\"left\"",
                "\"mode\":\"SCROLL\"",
                "\"color\":\"red\"",
                "\"color\":\"#12345\"",
                "\"color\":\"#GGGGGG\"",
                "\"color\":16711680",
                "\"size\":\"huge\"",
                "\"size\":[]",
                "\"ref\":1",
                "\"ref\":\"\""
            })
    void message_fieldOfAnotherTypeOrValue_isInvalid(String field) {
        assertRefused(
                ErrorCode.INVALID_FIELD,
                () -> decoder.message("{\"type\":\"post\",\"text\":\"hi\"," + field + "}")
                        .message());
    }

    @Test
    void ref_ofARefusedMessage_canBeRead() {
        Incoming incoming = decoder.message("{\"type\":\"post\",\"ref\":\"r\",\"text\":7}");

        assertThat(incoming.ref()).isEqualTo("r");
        assertRefused(ErrorCode.INVALID_FIELD, incoming::message);
    }

    @Test
    void ref_tooLong_isNotSentBack() {
        assertThat(decoder.message("{\"type\":\"ping\",\"ref\":\"" + "r".repeat(65) + "\"}")
                        .ref())
                .isNull();
    }

    @Test
    void message_postWithoutText_isMissingText() {
        assertRefused(
                ErrorCode.TEXT_MISSING,
                () -> decoder.message("{\"type\":\"post\"}").message());
    }

    private static void assertRefused(ErrorCode code, Runnable call) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(call::run)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
