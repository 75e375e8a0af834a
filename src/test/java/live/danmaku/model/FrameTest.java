package live.danmaku.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {

    @ParameterizedTest
    @CsvSource({"0, 2", "125, 2", "126, 4", "65535, 4", "65536, 10", "100000, 10"})
    void message_ofLength_hasTheHeaderOfRfc6455(int length, int headerLength) {
        ByteBuffer message = new Frame(1, "x".repeat(length)).message();

        assertThat(message.remaining()).isEqualTo(headerLength + length);
        assertThat(message.get(0)).isEqualTo((byte) 0x81);
        assertThat(declaredLength(message)).isEqualTo(length);
        assertThat(message.get(message.limit() - (length == 0 ? headerLength : 1)))
                .isEqualTo(length == 0 ? (byte) 0x81 : (byte) 'x');
    }

    @ParameterizedTest
    @CsvSource({"10", "100000"})
    void payload_ofLength_isTheTextAndReadOnly(int length) {
        String text = "弹".repeat(length);
        ByteBuffer payload = new Frame(1, text).payload();

        assertThat(payload.isReadOnly()).isTrue();
        assertThat(StandardCharsets.UTF_8.decode(payload).toString()).isEqualTo(text);
    }

    @Test
    void views_readByOneViewer_areWholeForTheNext() {
        Frame frame = new Frame(1, "shared");
        frame.payload().position(3);
        frame.message().position(3);

        assertThat(frame.payload().remaining()).isEqualTo(6);
        assertThat(frame.message().remaining()).isEqualTo(8);
        assertThat(frame.message().array()).isSameAs(frame.message().array());
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
