package live.danmaku.tool.load.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final int TEXT = 0x81;
    private static final int DEFLATED = 0xc1;

    private final Room room = Room.named("r");

    @Test
    void find_sameBytes_isOneFrame() {
        WireFrame first = room.wire().find(batch(1), TEXT, bytes("one"), null);

        assertThat(room.wire().find(batch(1), TEXT, bytes("one"), null)).isSameAs(first);
        assertThat(room.wire().count()).isEqualTo(new Wire.Count(1, 1, 0));
        assertThat(room.wire().count().identical()).isTrue();
    }

    @Test
    void find_otherBytesOrHeadForABatch_areNotIdentical() {
        room.wire().find(batch(1), DEFLATED, bytes("one"), null);
        room.wire().find(batch(1), DEFLATED, bytes("eno"), null);
        room.wire().find(batch(1), TEXT, bytes("one"), null);

        assertThat(room.wire().count()).isEqualTo(new Wire.Count(1, 3, 2));
        assertThat(room.wire().count().identical()).isFalse();
    }

    @Test
    void after_whatAnotherViewerGotNext_isExpected() {
        WireFrame first = room.wire().find(batch(1), TEXT, bytes("one"), null);
        assertThat(room.wire().after(first)).isNull();

        WireFrame second = room.wire().find(batch(2), TEXT, bytes("two"), first);

        assertThat(room.wire().after(first)).isSameAs(second);
        assertThat(room.wire().after(null)).isSameAs(second);
    }

    @Test
    void find_longAfter_isToldByItsChecksum() {
        WireFrame first = room.wire().find(batch(1), TEXT, bytes("one"), null);
        for (int seq = 2; seq < 140; seq++) {
            room.wire().find(batch(seq), TEXT, bytes("other " + seq), null);
        }

        assertThat(first.payloadIf(TEXT, 3)).isNull();
        assertThat(room.wire().find(batch(1), TEXT, bytes("one"), null)).isSameAs(first);
        assertThat(room.wire().find(batch(1), TEXT, bytes("eno"), null)).isNotSameAs(first);
    }

    private Batch batch(long seq) {
        String json = "{\"type\":\"batch\",\"epoch\":\"e\",\"seq\":" + seq + ",\"id\":1,\"at\":0,\"items\":[]}";
        return room.catalogue().find(new BatchKey("e", seq), bytes(json), 0);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
