package live.danmaku.transport.deflate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.DataFormatException;
import live.danmaku.Deflated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageInflaterTest {

    private static final int LIMIT = 16_384;
    private static final int MAX_IDLE = 2;

    private final InflaterPool pool = new InflaterPool(MAX_IDLE, /* maxHeld= */ 1);

    /** The examples of RFC 7692, section 7.2.3, and what zlib makes when it finishes a stream. */
    @ParameterizedTest
    @CsvSource({
        "f248cdc9c90700, Hello",
        "000500faff48656c6c6f00, Hello",
        "f348cdc9c9070000, Hello",
        "f348cdc9c90700, Hello",
        "f248050000 00ffff cac9c90700, Hello",
        "00, ''",
        "'', ''",
    })
    void inflate_examplesOfTheStandard_areRead(String hex, String text) throws Exception {
        byte[] compressed = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(whole(compressed)).asString(UTF_8).isEqualTo(text);
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void inflate_blocksAfterAFinalOne_areRead() throws Exception {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(HexFormat.of().parseHex("f348cdc9c90700"));
        message.writeBytes(HexFormat.of().parseHex("f348cdc9c90700"));
        message.writeBytes(Deflated.message(" world".getBytes(UTF_8)));

        assertThat(whole(message.toByteArray())).asString(UTF_8).isEqualTo("HelloHello world");
        assertThat(inParts(message.toByteArray(), 1)).asString(UTF_8).isEqualTo("HelloHello world");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void inflate_inParts_givesTheSame(int size) throws Exception {
        byte[] text = "弹幕 <b>😀</b> ".repeat(500).getBytes(UTF_8);

        assertThat(inParts(Deflated.message(text), size)).isEqualTo(text);
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void inflate_incompressibleMessageOfTheLimit_isWhole() throws Exception {
        byte[] noise = new byte[LIMIT];
        new Random(1).nextBytes(noise);

        assertThat(whole(Deflated.message(noise))).isEqualTo(noise);
    }

    @Test
    void inflate_beyondTheLimit_isCutALittleBeyondIt() throws Exception {
        byte[] bomb = Deflated.bomb('x', 10_000_000);

        assertThat(whole(bomb)).hasSizeBetween(LIMIT + 1, LIMIT + 5).containsOnly('x');
        assertThat(inParts(bomb, 100)).hasSizeBetween(LIMIT + 1, LIMIT + 5).containsOnly('x');
        assertThat(pool.idle()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "xé", "弹", "x弹", "xx弹", "😀", "x😀", "xx😀", "xxx😀"})
    void inflate_beyondTheLimit_isNeverCutInsideACharacter(String start) throws Exception {
        String character = start.replace("x", "");
        byte[] bomb = Deflated.message((start + character.repeat(LIMIT)).getBytes(UTF_8));

        byte[] cut = whole(bomb);

        assertThat(cut).hasSizeBetween(LIMIT + 1, LIMIT + 5);
        assertThat(new String(cut, UTF_8)).isEqualTo((start + character.repeat(LIMIT)).substring(0, length(cut)));
    }

    private static int length(byte[] text) {
        return new String(text, UTF_8).length();
    }

    @Test
    void inflate_afterTheLimit_dropsWhatFollows() throws Exception {
        MessageInflater message = new MessageInflater(pool, LIMIT);
        ByteBuffer more = ByteBuffer.wrap(new byte[] {1, 2, 3});

        message.inflate(ByteBuffer.wrap(Deflated.bomb('x', 1_000_000)), false);

        assertThat(message.inflate(more, false)).isEmpty();
        assertThat(more.hasRemaining()).isFalse();
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void inflate_whatRefersToAnEarlierMessage_isRefused() throws Exception {
        byte[] second = HexFormat.of().parseHex("f200110000");
        whole(HexFormat.of().parseHex("f248cdc9c90700"));

        assertThatThrownBy(() -> whole(second)).isInstanceOf(DataFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"07", "ffffffffff", "0005000000"})
    void inflate_whatIsNotDeflateData_isRefusedAndGivesTheInflaterBack(String hex) {
        assertThatThrownBy(() -> whole(HexFormat.of().parseHex(hex))).isInstanceOf(DataFormatException.class);
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void inflate_moreMessagesInPartsThanMayBeHeld_saysTheNextIsTooLarge() throws Exception {
        byte[] part = Arrays.copyOf(Deflated.message("Hello, hello, hello".getBytes(UTF_8)), 5);
        MessageInflater first = new MessageInflater(pool, LIMIT);
        MessageInflater second = new MessageInflater(pool, LIMIT);
        MessageInflater third = new MessageInflater(pool, LIMIT);

        assertThat(first.inflate(ByteBuffer.wrap(part), false)).hasSizeLessThan(20);
        assertThat(second.inflate(ByteBuffer.wrap(part), false))
                .hasSize(LIMIT + 1)
                .containsOnly(' ');
        first.close();
        assertThat(third.inflate(ByteBuffer.wrap(part), false)).hasSizeLessThan(20);
        third.close();
    }

    private byte[] whole(byte[] compressed) throws DataFormatException {
        return new MessageInflater(pool, LIMIT).inflate(ByteBuffer.wrap(compressed), true);
    }

    /** As of a server that does not say which part is the last. */
    private byte[] inParts(byte[] compressed, int size) throws DataFormatException {
        ByteArrayOutputStream inflated = new ByteArrayOutputStream();
        try (MessageInflater message = new MessageInflater(pool, LIMIT)) {
            for (int at = 0; at < compressed.length; at += size) {
                int length = Math.min(size, compressed.length - at);
                ByteBuffer part = ByteBuffer.allocateDirect(length)
                        .put(compressed, at, length)
                        .flip();
                inflated.writeBytes(message.inflate(part, false));
            }
        }
        return inflated.toByteArray();
    }
}
