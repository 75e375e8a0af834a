package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input costs its sender an answer or the connection, and nobody else anything. */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class BadInputIT extends ServerContract {
    private static final int LIMIT = 16_384;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not_json      | hello",
                "not_json      | []",
                "not_json      | 7",
                "not_json      | null",
                "not_json      | \"text\"",
                "not_json      | {\"type\":\"post\"",
                "not_json      | {\"type\":\"post\",\"text\":\"a\"} trailing",
                "not_json      | {'type':'post'}",
                "unknown_type  | {}",
                "unknown_type  | {\"type\":null}",
                "unknown_type  | {\"type\":5}",
                "unknown_type  | {\"type\":[\"post\"]}",
                "unknown_type  | {\"type\":\"shout\",\"text\":\"bad\"}",
                "unknown_type  | {\"type\":\"POST\",\"text\":\"bad\"}",
                "invalid_field | {\"type\":\"post\",\"text\":5}",
                "invalid_field | {\"type\":\"post\",\"text\":[\"bad\"]}",
                "invalid_field | {\"type\":\"post\",\"text\":true}",
                "invalid_field | {\"type\":\"post\",\"text\":\"bad\",\"ref\":7}",
                "invalid_field | {\"type\":\"post\",\"text\":\"bad\",\"ref\":\"\"}",
                "invalid_field | {\"type\":\"post\",\"text\":\"bad\",\"mode\":\"up\"}",
                "invalid_field | {\"type\":\"post\",\"text\":\"bad\",\"mode\":{}}",
                "invalid_field | {\"type\":\"post\",\"text\":\"bad\",\"color\":\"red\"}",
                "invalid_field | {\"type\":\"post\",\"text\":\"bad\",\"color\":\"#12345\"}",
                "invalid_field | {\"type\":\"post\",\"text\":\"bad\",\"color\":\"#GGGGGG\"}",
                "invalid_field | {\"type\":\"post\",\"text\":\"bad\",\"size\":\"huge\"}",
                "text_missing  | {\"type\":\"post\"}",
                "text_missing  | {\"type\":\"post\",\"text\":null}",
                "text_missing  | {\"type\":\"post\",\"text\":\"\"}",
                "text_missing  | {\"type\":\"post\",\"text\":\" \\t\\n \"}",
                "text_missing  | {\"type\":\"post\",\"text\":\"\\u3000\"}",
                "text_invalid  | {\"type\":\"post\",\"text\":\"a\\nb\"}",
                "text_invalid  | {\"type\":\"post\",\"text\":\"a\\tb\"}",
                "text_invalid  | {\"type\":\"post\",\"text\":\"a\\u0000b\"}",
                "text_invalid  | {\"type\":\"post\",\"text\":\"a\\u007fb\"}",
                "text_invalid  | {\"type\":\"post\",\"text\":\"a\\u2028b\"}",
                "text_invalid  | {\"type\":\"post\",\"text\":\"a\\u2029b\"}",
                "text_invalid  | {\"type\":\"post\",\"text\":\"a\\ud800b\"}",
                "text_invalid  | {\"type\":\"post\",\"text\":\"a\\udc00\\ud800b\"}",
            })
    void aBadMessage_isAnsweredWithItsCode_andNothingElseIsLost(String code, String message) {
        TestViewer other = join();
        TestViewer sender = join();

        sender.send(message);
        JsonObject error = sender.next();
        sender.post("good");

        assertThat(error.getString("type")).isEqualTo("error");
        assertThat(error.getString("code")).isEqualTo(code);
        assertThat(error.getString("message")).isNotBlank();
        assertThat(texts(sender.next("batch"))).containsExactly("good");
        assertThat(texts(other.next("batch"))).containsExactly("good");
    }

    @Test
    void anEmptyMessage_isNotJson() {
        RawViewer sender = joinRaw();

        sender.sendText("");

        assertThat(sender.read(RawViewer.TEXT).text()).contains("\"code\":\"not_json\"");
    }

    @Test
    void aTextOf101Characters_isTooLong_andTheErrorNamesTheRef() {
        TestViewer sender = join();

        sender.send("{\"type\":\"post\",\"ref\":\"c1\",\"text\":\"" + "哈".repeat(101) + "\"}");

        JsonObject error = sender.next();
        assertThat(error.getString("code")).isEqualTo("text_too_long");
        assertThat(error.getString("ref")).isEqualTo("c1");
    }

    @Test
    void aRefOf65Characters_isRefused() {
        TestViewer sender = join();

        sender.send("{\"type\":\"post\",\"ref\":\"" + "x".repeat(65) + "\",\"text\":\"a\"}");

        assertThat(sender.next().getString("code")).isEqualTo("invalid_field");
    }

    @Test
    void unknownFields_areIgnored() {
        TestViewer sender = join();

        sender.send("{\"type\":\"post\",\"later\":{\"a\":[1,2]},\"text\":\"good\",\"constructor\":\"x\",\"\":0}");

        assertThat(texts(sender.next("batch"))).containsExactly("good");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 3_000, 7_000})
    void deepNesting_isAnswered_andTheConnectionStays(int depth) {
        TestViewer sender = join();

        sender.send("{\"type\":\"post\",\"text\":\"deep\",\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}");

        assertAnswered(sender);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "0.1e2147483648", "123456789012345678901234567890"})
    void hugeNumbers_areAnswered_andTheConnectionStays(String number) {
        TestViewer sender = join();

        sender.send("{\"type\":\"post\",\"text\":\"big\",\"n\":" + number + "}");

        assertAnswered(sender);
    }

    @Test
    void aNumberOfThousandsOfDigits_isAnswered_andTheConnectionStays() {
        TestViewer sender = join();

        sender.send("{\"type\":\"post\",\"text\":\"big\",\"n\":" + "9".repeat(15_000) + "}");

        assertAnswered(sender);
    }

    @Test
    void duplicateKeys_areAnswered_andTheConnectionStays() {
        TestViewer sender = join();

        sender.send("{\"type\":\"post\",\"text\":\"one\",\"text\":\"two\"}");

        assertAnswered(sender);
    }

    /** With an ack or an error, whichever the JSON implementation leads to; and then as usual. */
    private static void assertAnswered(TestViewer sender) {
        String answer = sender.nextRaw();
        while (answer.startsWith("{\"type\":\"batch\"")) {
            answer = sender.nextRaw();
        }
        assertThat(answer).containsAnyOf("\"type\":\"ack\"", "\"code\":\"not_json\"");
        sender.send("{\"type\":\"ping\"}");
        assertThat(sender.next("pong")).isNotNull();
    }

    @Test
    void aMessageOfExactlyTheLimit_isRead() {
        RawViewer sender = joinRaw();

        sender.send(RawViewer.TEXT, true, ping(LIMIT));

        assertThat(sender.read(RawViewer.TEXT).text()).startsWith("{\"type\":\"pong\"");
    }

    @Test
    void aMessageAboveTheLimit_inOneFrame_isClosedWith1009() {
        RawViewer sender = joinRaw();

        sender.send(RawViewer.TEXT, true, ping(LIMIT + 1));

        assertThat(sender.closeCode()).isEqualTo(1009);
    }

    @Test
    void aMessageAboveTheLimit_inManyTcpWrites_isClosedWith1009() {
        RawViewer sender = joinRaw();

        sender.send(RawViewer.TEXT, true, ping(3 * LIMIT), 97);

        assertThat(sender.closeCode()).isEqualTo(1009);
    }

    @Test
    void aMessageAboveTheLimit_inManyFragments_isClosedWith1009() {
        RawViewer sender = joinRaw();
        byte[] message = ping(2 * LIMIT);

        for (int at = 0; at < message.length; at += 100) {
            byte[] part = Arrays.copyOfRange(message, at, Math.min(at + 100, message.length));
            sender.send(at == 0 ? RawViewer.TEXT : RawViewer.CONTINUATION, at + 100 >= message.length, part);
        }

        assertThat(sender.closeCode()).isEqualTo(1009);
    }

    @Test
    void aMessageWithinTheLimit_inManyFragments_isRead() {
        RawViewer sender = joinRaw();
        byte[] message = "{\"type\":\"ping\",\"x\":\"哈😀\"}".getBytes(StandardCharsets.UTF_8);

        // A byte a frame: characters are cut, too.
        for (int at = 0; at < message.length; at++) {
            sender.send(
                    at == 0 ? RawViewer.TEXT : RawViewer.CONTINUATION, at == message.length - 1, new byte[] {message[at]
                    });
        }

        assertThat(sender.read(RawViewer.TEXT).text()).startsWith("{\"type\":\"pong\"");
    }

    private static byte[] ping(int bytes) {
        String start = "{\"type\":\"ping\",\"x\":\"";
        String end = "\"}";
        return (start + "x".repeat(bytes - start.length() - end.length()) + end).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aBinaryMessage_isClosedWith1003() {
        TestViewer other = join();
        TestViewer sender = join();

        sender.sendBinary(new byte[] {1, 2, 3});

        assertThat(sender.closeCode()).isEqualTo(1003);
        assertStillServed(other);
    }

    @Test
    void textThatIsNotUtf8_isClosedWith1007() {
        TestViewer other = join();
        RawViewer sender = joinRaw();

        sender.send(RawViewer.TEXT, true, new byte[] {'{', (byte) 0xc3, (byte) 0x28, '}'});

        assertThat(sender.closeCode()).isEqualTo(1007);
        assertStillServed(other);
    }

    @Test
    void aFrameThatBreaksTheProtocol_costsOnlyItsSender() {
        TestViewer other = join();
        RawViewer sender = joinRaw();

        sender.send(RawViewer.CONTINUATION, true, new byte[] {'x'});

        assertThat(sender.closeCode()).isEqualTo(1002);
        assertStillServed(other);
    }

    @Test
    void aConnectionThatBreaksOff_inTheMiddleOfAMessage_costsOnlyItsSender() {
        TestViewer other = join();
        RawViewer sender = joinRaw();

        sender.send(RawViewer.TEXT, false, "{\"type\":\"post\",\"text\":\"ha".getBytes(StandardCharsets.UTF_8));
        sender.close();

        assertStillServed(other);
    }

    private static void assertStillServed(TestViewer viewer) {
        viewer.post("still here");
        assertThat(texts(viewer.next("batch"))).containsExactly("still here");
    }
}
