package live.danmaku.tool.load.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import live.danmaku.tool.load.verify.BatchKey;
import live.danmaku.tool.load.verify.Room;
import live.danmaku.tool.load.verify.WireFrame;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private static final int TEXT = 0x81;
    private static final String BATCH =
            "{\"type\":\"batch\",\"epoch\":\"e\",\"seq\":1,\"id\":1,\"at\":0,\"items\":[{\"user\":\"u\",\"text\":\"hi\"}]}";

    private final Recorder recorder = new Recorder();
    private final FrameReader reader = new FrameReader(recorder, true, 100_000);

    /** Writes down what the reader tells. */
    private static final class Recorder implements FrameReader.Messages {
        private final List<String> seen = new ArrayList<>();
        private @Nullable WireFrame expected;

        @Override
        public @Nullable WireFrame expected() {
            return expected;
        }

        @Override
        public void repeated(WireFrame frame, int wireBytes) {
            seen.add("repeated " + frame.batch().key().seq() + ", " + wireBytes);
        }

        @Override
        public void message(int head, ByteBuffer payload, int wireBytes) {
            seen.add(Integer.toHexString(head) + " " + StandardCharsets.UTF_8.decode(payload) + ", " + wireBytes);
        }

        @Override
        public void control(int opcode, byte[] payload) {
            seen.add("control " + opcode + " " + new String(payload, StandardCharsets.UTF_8));
        }
    }

    @Test
    void read_anyLengthInAnyPieces_isTheMessage() throws ProtocolException {
        for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536}) {
            for (int piece : new int[] {1, 3, 1000, 100_000}) {
                recorder.seen.clear();
                feed(frame(TEXT, "x".repeat(length)), piece);

                int header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
                assertThat(recorder.seen).containsExactly("81 " + "x".repeat(length) + ", " + (length + header));
            }
        }
    }

    @Test
    void read_expectedBytes_areNotAMessage() throws ProtocolException {
        recorder.expected = known(BATCH);

        feed(frame(TEXT, BATCH), 7);

        assertThat(recorder.seen).containsExactly("repeated 1, " + (BATCH.length() + 2));
    }

    @Test
    void read_oneByteOther_isTheWholeMessage() throws ProtocolException {
        recorder.expected = known(BATCH);
        String other = BATCH.replace("hi", "ho");

        for (int piece : new int[] {1, 30, 1000}) {
            recorder.seen.clear();
            feed(frame(TEXT, other), piece);

            assertThat(recorder.seen).containsExactly("81 " + other + ", " + (other.length() + 2));
        }
    }

    @Test
    void read_otherHeadOrLength_isAMessage() throws ProtocolException {
        recorder.expected = known(BATCH);

        feed(frame(TEXT | FrameReader.RSV1, BATCH), 10);
        feed(frame(TEXT, BATCH + " "), 10);

        assertThat(recorder.seen)
                .containsExactly(
                        "c1 " + BATCH + ", " + (BATCH.length() + 2), "81 " + BATCH + " , " + (BATCH.length() + 3));
    }

    @Test
    void read_fragmentsWithAPingBetween_areOneMessage() throws ProtocolException {
        feed(frame(0x41, "ab"), 100);
        feed(frame(0x89, "p"), 100);
        feed(frame(0x00, "c"), 100);
        feed(frame(0x80, "d"), 100);

        assertThat(recorder.seen).containsExactly("control 9 p", "c1 abcd, 10");
    }

    @Test
    void read_whatNoServerMaySend_isRefused() {
        assertRefused("reserved bit", frame(0xa1, "x"));
        assertRefused("opcode 3", frame(0x83, "x"));
        assertRefused("control frame", frame(0x09, "x"));
        assertRefused("fragments", frame(0x80, "x"));
        assertRefused("longer than", frame(TEXT, "x".repeat(100_001)));
        assertRefused("masked", new byte[] {(byte) TEXT, (byte) 0x81, 0, 0, 0, 0, 0});
    }

    @Test
    void read_compressedWithoutAgreement_isRefused() {
        FrameReader plain = new FrameReader(recorder, false, 1000);

        assertThatThrownBy(() -> plain.read(Unpooled.wrappedBuffer(frame(TEXT | FrameReader.RSV1, "x"))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("reserved bit");
    }

    private void assertRefused(String why, byte[] bytes) {
        FrameReader fresh = new FrameReader(recorder, true, 100_000);
        assertThatThrownBy(() -> fresh.read(Unpooled.wrappedBuffer(bytes)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(why);
    }

    private void feed(byte[] bytes, int piece) throws ProtocolException {
        for (int start = 0; start < bytes.length; start += piece) {
            reader.read(Unpooled.wrappedBuffer(bytes, start, Math.min(piece, bytes.length - start)));
        }
    }

    private static WireFrame known(String batch) {
        Room room = Room.named("r");
        ByteBuffer bytes = ByteBuffer.wrap(batch.getBytes(StandardCharsets.UTF_8));
        return room.wire().find(room.catalogue().find(new BatchKey("e", 1), bytes, 0), TEXT, bytes, null);
    }

    private static byte[] frame(int head, String text) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(head);
        int length = text.length();
        if (length < 126) {
            frame.write(length);
        } else if (length < 65_536) {
            frame.write(126);
            frame.write(length >> 8);
            frame.write(length);
        } else {
            frame.write(127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
        }
        frame.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return frame.toByteArray();
    }
}
