package live.danmaku.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrameTest {

    private static final byte[] PERMESSAGE_DEFLATE_TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final FrameFactory factory = new FrameFactory(6, 512);

    @ParameterizedTest
    @CsvSource({"0, 2", "125, 2", "126, 4", "65535, 4", "65536, 10", "100000, 10"})
    void message_ofLength_hasTheHeaderOfRfc6455(int length, int headerLength) {
        byte[] message = factory.frame(1, "x".repeat(length)).message(WireFormat.TEXT);

        assertThat(message).hasSize(headerLength + length);
        assertThat(message[0]).isEqualTo((byte) 0x81);
        assertThat(declaredLength(ByteBuffer.wrap(message))).isEqualTo(length);
        assertThat(message[message.length - 1]).isEqualTo(length == 0 ? (byte) 0 : (byte) 'x');
    }

    @ParameterizedTest
    @EnumSource
    void shared_ofFormat_isTheMessageOffHeapAndReadOnly(WireFormat format) {
        Frame frame = factory.frame(1, "弹幕".repeat(1_000));
        ByteBuffer shared = frame.shared(format);

        assertThat(shared.isDirect()).isTrue();
        assertThat(shared.isReadOnly()).isTrue();
        assertThat(bytes(shared)).isEqualTo(frame.message(format));
        assertThat(frame.shared(format).remaining())
                .as("whole for the next viewer")
                .isEqualTo(frame.message(format).length);
        assertThat(frame.prepareShared(format)).isEqualTo(frame.message(format).length);
    }

    @Test
    void textDeflated_largeBatch_isOneCompressedMessageOfRfc7692() throws DataFormatException {
        String text = "{\"text\":\"弹幕\"}".repeat(100);
        Frame frame = factory.frame(1, text);

        byte[] message = frame.message(WireFormat.TEXT_DEFLATED);
        byte[] payload = bytes(frame.payload(WireFormat.TEXT_DEFLATED));

        assertThat(message[0]).as("FIN, RSV1, text").isEqualTo((byte) 0xC1);
        assertThat(frame.formatFor(WireFormat.TEXT_DEFLATED)).isEqualTo(WireFormat.TEXT_DEFLATED);
        ByteBuffer whole = ByteBuffer.allocate(payload.length + 4).put(payload).put(PERMESSAGE_DEFLATE_TAIL);
        assertThat(inflated(whole.array(), /* toTheEnd= */ false)).isEqualTo(text);
    }

    @Test
    void binaryDeflated_largeBatch_isACompleteRawDeflateStream() throws DataFormatException {
        String text = "{\"text\":\"弹幕\"}".repeat(100);
        Frame frame = factory.frame(1, text);

        assertThat(frame.message(WireFormat.BINARY_DEFLATED)[0])
                .as("FIN, binary")
                .isEqualTo((byte) 0x82);
        assertThat(inflated(bytes(frame.payload(WireFormat.BINARY_DEFLATED)), /* toTheEnd= */ true))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource
    void message_smallBatch_isPlainTextForAll(WireFormat format) {
        Frame frame = factory.frame(1, "{\"text\":\"hi\"}");

        assertThat(frame.formatFor(format)).isEqualTo(WireFormat.TEXT);
        assertThat(frame.message(format)).isEqualTo(frame.message(WireFormat.TEXT));
        assertThat(StandardCharsets.UTF_8.decode(frame.payload(format)).toString())
                .isEqualTo(frame.text());
    }

    @Test
    void release_byTheLastHolder_givesTheMemoryBack() {
        Frame frame = factory.frame(1, "x".repeat(1_000));
        frame.retain();
        frame.shared(WireFormat.TEXT);
        frame.shared(WireFormat.TEXT_DEFLATED);
        assertThat(factory.pool().bytesInUse()).isEqualTo(1_024 + 256);

        frame.release();
        assertThat(factory.pool().bytesInUse()).isPositive();
        frame.release();

        assertThat(factory.pool().bytesInUse()).isZero();
        assertThat(factory.pool().bytesIdle()).isEqualTo(1_024 + 256);
    }

    @Test
    void anyUse_afterTheLastHolder_isRefused() {
        Frame frame = factory.frame(1, "text");
        frame.release();

        assertThatIllegalStateException().isThrownBy(frame::retain);
        assertThatIllegalStateException().isThrownBy(frame::release);
        assertThatIllegalStateException().isThrownBy(() -> frame.shared(WireFormat.TEXT));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static String inflated(byte[] deflated, boolean toTheEnd) throws DataFormatException {
        Inflater inflater = new Inflater(/* nowrap= */ true);
        inflater.setInput(deflated);
        byte[] plain = new byte[100_000];
        int length = inflater.inflate(plain);
        assertThat(inflater.finished()).isEqualTo(toTheEnd);
        assertThat(inflater.getRemaining()).isZero();
        inflater.end();
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    private static long declaredLength(ByteBuffer message) {
        int first = message.get(1);
        return switch (first) {
            case 126 -> Short.toUnsignedLong(message.getShort(2));
            case 127 -> message.getLong(2);
            default -> first;
        };
    }
}
