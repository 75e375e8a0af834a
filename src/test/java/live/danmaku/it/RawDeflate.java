package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads raw deflate streams (RFC 1951), as binary messages carry them. */
final class RawDeflate {

    private RawDeflate() {}

    /** The UTF-8 text in a stream, which must be finished and must be followed by nothing. */
    static String text(byte[] stream) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stream);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] buffer = new byte[8_192];
            for (int length = inflater.inflate(buffer); length > 0; length = inflater.inflate(buffer)) {
                text.write(buffer, 0, length);
            }
            assertThat(inflater.finished()).as("a finished stream").isTrue();
            assertThat(inflater.getRemaining()).as("bytes after the stream").isZero();
            return text.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
    }
}
