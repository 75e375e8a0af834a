package live.danmaku.tool.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class InflationTest {
    private static final String TEXT = "哈哈哈 batch batch batch ".repeat(50);
    private static final int MOST = 100_000;
    private static final byte[] END = {0, 0, (byte) 0xff, (byte) 0xff, 3, 0};

    @Test
    void permessage_flushedWithoutItsTail_isTheText() throws ProtocolException {
        assertThat(text(Inflation.PERMESSAGE, permessage())).isEqualTo(TEXT);
    }

    @Test
    void stream_sameBytesFinished_isTheText() throws ProtocolException {
        byte[] flushed = permessage();
        byte[] finished = Arrays.copyOf(flushed, flushed.length + END.length);
        System.arraycopy(END, 0, finished, flushed.length, END.length);

        assertThat(text(Inflation.STREAM, finished)).isEqualTo(TEXT);
    }

    @Test
    void stream_notFinishedOrMoreAfterIt_isRefused() {
        byte[] flushed = permessage();
        byte[] longer = Arrays.copyOf(flushed, flushed.length + END.length + 1);
        System.arraycopy(END, 0, longer, flushed.length, END.length);

        assertThatThrownBy(() -> text(Inflation.STREAM, flushed)).hasMessageContaining("too late or too early");
        assertThatThrownBy(() -> text(Inflation.STREAM, longer)).hasMessageContaining("too late or too early");
    }

    @Test
    void message_tooLong_isRefused() {
        assertThatThrownBy(() -> Inflation.PERMESSAGE.message(ByteBuffer.wrap(permessage()), 100))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("more than 100 bytes");
    }

    @Test
    void message_noDeflateData_isRefused() {
        assertThatThrownBy(() -> text(Inflation.PERMESSAGE, "plain text".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(ProtocolException.class);
    }

    private static String text(Inflation way, byte[] deflated) throws ProtocolException {
        return StandardCharsets.UTF_8
                .decode(way.message(ByteBuffer.wrap(deflated), MOST))
                .toString();
    }

    /** As RFC 7692 section 7.2.1 has it: flushed, and the tail 00 00 ff ff taken off. */
    private static byte[] permessage() {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(TEXT.getBytes(StandardCharsets.UTF_8));
        byte[] out = new byte[TEXT.length() * 4];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length - 4);
    }
}
