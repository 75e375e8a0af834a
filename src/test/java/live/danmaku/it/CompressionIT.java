package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import live.danmaku.Deflated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard permessage-deflate, RFC 7692: how it is agreed on, and what clients may send then. */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class CompressionIT extends ServerContract {

    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
    private static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    private static final int COMPRESSED = RawViewer.RSV1 | RawViewer.TEXT;
    private static final int LIMIT = 16_384;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate;client_max_window_bits=9 ; server_no_context_takeover",
                "x-other; a=1, permessage-deflate; client_no_context_takeover",
                "permessage-deflate; server_max_window_bits=9, permessage-deflate",
            })
    void anOfferThatCanBeKept_isAnsweredWithoutContextTakeover(String offers) {
        RawViewer viewer = offering(offers);

        assertThat(viewer.header(EXTENSIONS)).isEqualTo(ANSWER);
    }

    @Test
    void anOfferThatNamesTheServersFullWindow_isAnsweredWithIt() {
        RawViewer viewer = offering("permessage-deflate; server_max_window_bits=15");

        assertThat(viewer.header(EXTENSIONS)).isEqualTo(ANSWER + "; server_max_window_bits=15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; server_max_window_bits=9",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; client_no_context_takeover=1",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
                "permessage-deflate; unknown",
                "x-webkit-deflate-frame",
            })
    void anOfferThatCannotBeKept_isNotAnswered_andTheConnectionGoesUncompressed(String offers) {
        RawViewer viewer = offering(offers);

        viewer.sendText("{\"type\":\"ping\"}");

        assertThat(viewer.status()).isEqualTo(101);
        assertThat(viewer.header(EXTENSIONS)).isEmpty();
        assertThat(viewer.readMessage("pong").reservedBits()).isZero();
    }

    @Test
    void aClientThatOffersNothing_isAnsweredNothing() {
        RawViewer viewer = joinRaw();

        assertThat(viewer.header(EXTENSIONS)).isEmpty();
    }

    @Test
    void aCompressedPost_isAcceptedAndReachesEveryone() {
        TestViewer other = join();
        RawViewer sender = compressing();

        sender.send(COMPRESSED, true, post("弹幕 😀"));

        assertThat(sender.readMessage("ack").text()).contains("\"id\":1");
        assertThat(texts(other.next("batch"))).containsExactly("弹幕 😀");
    }

    @Test
    void aBatchOfSomeSize_isSentCompressed_inTheSameBytesToAll_andAsItIsToWhoHasNotAgreed() throws DataFormatException {
        RawViewer plain = joinRaw();
        RawViewer first = compressing();
        RawViewer second = compressing();
        TestViewer sender = join();

        IntStream.range(0, 20).forEach(i -> sender.post("弹幕".repeat(20) + i));

        RawViewer.Frame compressed = first.readReserved();
        assertThat(compressed.opcode()).isEqualTo(RawViewer.TEXT);
        assertThat(compressed.reservedBits()).isEqualTo(RawViewer.RSV1);
        assertThat(second.readReserved().payload()).isEqualTo(compressed.payload());
        String text = new String(Deflated.inflated(compressed.payload()), StandardCharsets.UTF_8);
        RawViewer.Frame same = plain.readMessage("batch");
        while (!same.text().equals(text)) {
            same = plain.readMessage("batch");
        }
        assertThat(same.reservedBits()).isZero();
        assertThat(compressed.payload()).hasSizeLessThan(same.payload().length / 2);
    }

    @Test
    void aClientThatHasAgreedAndSendsUncompressed_isServedAsEver() {
        TestViewer other = join();
        RawViewer sender = compressing();

        sender.sendText("{\"type\":\"post\",\"text\":\"plain\"}");
        sender.send(COMPRESSED, true, post("compressed"));
        sender.sendText("{\"type\":\"post\",\"text\":\"plain again\"}");

        assertThat(nextTexts(other, 3)).containsExactly("plain", "compressed", "plain again");
    }

    @Test
    void manyCompressedMessages_oneAfterTheOther_areAllRead() {
        TestViewer other = join();
        RawViewer sender = compressing();

        IntStream.range(0, 200).forEach(i -> sender.send(COMPRESSED, true, post("number " + i)));

        assertThat(nextTexts(other, 200))
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "number " + i).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40})
    void aCompressedPost_inManyTcpWrites_isRead(int piece) {
        TestViewer other = join();
        RawViewer sender = compressing();

        sender.send(COMPRESSED, true, post("cut in mid-frame, 弹幕"), piece);
        sender.send(COMPRESSED, true, post("and again"), piece);

        assertThat(nextTexts(other, 2)).containsExactly("cut in mid-frame, 弹幕", "and again");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void aCompressedPost_inFragmentsWithPingsBetween_isRead(int size) {
        TestViewer other = join();
        RawViewer sender = compressing();
        byte[] post = post("in fragments, 弹幕");

        for (int at = 0; at < post.length; at += size) {
            int end = Math.min(at + size, post.length);
            byte[] part = Arrays.copyOfRange(post, at, end);
            sender.send(at == 0 ? COMPRESSED : RawViewer.CONTINUATION, end == post.length, part);
            sender.send(RawViewer.PING, true, new byte[] {(byte) at});
            if (end < post.length) {
                assertThat(sender.read(RawViewer.PONG).payload()).containsExactly(at);
            }
        }

        assertThat(texts(other.next("batch"))).containsExactly("in fragments, 弹幕");
    }

    @Test
    void aCompressedPost_whoseFirstAndLastFragmentsAreEmpty_isRead() {
        TestViewer other = join();
        RawViewer sender = compressing();

        for (String text : new String[] {"once", "and again"}) {
            sender.send(COMPRESSED, false, new byte[0]);
            sender.send(RawViewer.CONTINUATION, false, post(text));
            sender.send(RawViewer.CONTINUATION, true, new byte[0]);
        }

        assertThat(nextTexts(other, 2)).containsExactly("once", "and again");
    }

    @Test
    void anEmptyCompressedMessage_isNotJson() {
        RawViewer sender = compressing();

        sender.send(COMPRESSED, true, new byte[] {0});

        assertThat(sender.readMessage("error").text()).contains("\"code\":\"not_json\"");
    }

    @Test
    void aCompressedMessageOfExactlyTheLimit_isRead() {
        RawViewer sender = compressing();

        sender.send(COMPRESSED, true, Deflated.message(ping(LIMIT)));

        assertThat(sender.readMessage("pong").reservedBits()).isZero();
    }

    @Test
    void aCompressedMessageAboveTheLimit_isClosedWith1009() {
        RawViewer sender = compressing();

        sender.send(COMPRESSED, true, Deflated.message(ping(LIMIT + 1)));

        assertThat(sender.closeCode()).isEqualTo(1009);
    }

    /** A frame of 60 KB that would inflate to 60 MB, and without its end; and one in fragments that never ends. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 60_000})
    void aBomb_isClosedWith1009_andOthersGoOn(int fragment) {
        TestViewer other = join();
        byte[] bomb = Deflated.bomb('x', 60_000_000);

        for (int i = 0; i < 20; i++) {
            RawViewer sender = compressing();
            for (int at = 0; at < bomb.length && at < 60_000; at += fragment) {
                byte[] part = Arrays.copyOfRange(bomb, at, Math.min(at + fragment, bomb.length));
                sender.send(at == 0 ? COMPRESSED : RawViewer.CONTINUATION, false, part);
            }
            assertThat(sender.closeCode()).isEqualTo(1009);
            sender.close();
        }

        assertStillServedAlone(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "弹", "😀"})
    void aBombOfLongCharacters_isClosedWith1009_notAsInvalidText(String character) {
        for (String start : new String[] {"", "x", "xx", "xxx"}) {
            RawViewer sender = compressing();

            sender.send(
                    COMPRESSED,
                    true,
                    Deflated.message((start + character.repeat(100_000)).getBytes(StandardCharsets.UTF_8)));

            assertThat(sender.closeCode()).as(start).isEqualTo(1009);
        }
    }

    @Test
    void whatIsNotDeflateData_isClosedWith1002() {
        TestViewer other = join();
        RawViewer sender = compressing();

        sender.send(COMPRESSED, true, new byte[] {7, 7, 7, 7});

        assertThat(sender.closeCode()).isEqualTo(1002);
        assertStillServedAlone(other);
    }

    @Test
    void whatInflatesToNoUtf8_isClosedWith1007() {
        TestViewer other = join();
        RawViewer sender = compressing();

        sender.send(COMPRESSED, true, Deflated.message(new byte[] {'{', (byte) 0xc3, (byte) 0x28, '}'}));

        assertThat(sender.closeCode()).isEqualTo(1007);
        assertStillServedAlone(other);
    }

    @Test
    void aCompressedBinaryMessage_isClosedWith1003() {
        RawViewer sender = compressing();

        sender.send(RawViewer.RSV1 | 2, true, Deflated.message(new byte[] {1, 2, 3}));

        assertThat(sender.closeCode()).isEqualTo(1003);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                RawViewer.RSV2 | RawViewer.TEXT,
                RawViewer.RSV3 | RawViewer.TEXT,
                RawViewer.RSV1 | RawViewer.RSV2 | RawViewer.TEXT,
                RawViewer.RSV1 | RawViewer.PING,
                RawViewer.RSV1 | RawViewer.PONG,
            })
    void reservedBitsWithoutAMeaning_areClosedWith1002(int opcode) {
        TestViewer other = join();
        RawViewer sender = compressing();

        sender.send(opcode, true, post("bad"));

        assertThat(sender.closeCode()).isEqualTo(1002);
        assertStillServedAlone(other);
    }

    @Test
    void rsv1_whereNothingWasAgreed_isClosedWith1002() {
        TestViewer other = join();
        RawViewer sender = joinRaw();

        sender.send(COMPRESSED, true, post("bad"));

        assertThat(sender.closeCode()).isEqualTo(1002);
        assertStillServedAlone(other);
    }

    @Test
    void aConnectionThatBreaksOff_inTheMiddleOfACompressedMessage_costsOnlyItsSender() {
        TestViewer other = join();
        byte[] post = post("never sent");

        for (int i = 0; i < 20; i++) {
            RawViewer sender = compressing();
            sender.send(COMPRESSED, false, Arrays.copyOf(post, 20));
            sender.close();
        }

        assertStillServedAlone(other);
    }

    private RawViewer offering(String extensions) {
        RawViewer viewer = closing(RawViewer.joinOffering(server.baseUri(), room, extensions));
        viewer.readMessage("hello");
        return viewer;
    }

    private RawViewer compressing() {
        return offering("permessage-deflate; client_max_window_bits");
    }

    /** The room works, and those who broke the rules are out of it. */
    private void assertStillServedAlone(TestViewer viewer) {
        viewer.post("still here");
        assertThat(texts(viewer.next("batch"))).containsExactly("still here");
        await().untilAsserted(() -> {
            viewer.send("{\"type\":\"ping\"}");
            assertThat(viewer.next("pong").getInt("online")).isEqualTo(1);
        });
    }

    private static byte[] post(String text) {
        return Deflated.message(("{\"type\":\"post\",\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] ping(int bytes) {
        String start = "{\"type\":\"ping\",\"x\":\"";
        String end = "\"}";
        return (start + "x".repeat(bytes - start.length() - end.length()) + end).getBytes(StandardCharsets.UTF_8);
    }
}
