package live.danmaku.tool.load.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import live.danmaku.tool.load.script.Script;
import live.danmaku.tool.load.script.SteadyScript;
import live.danmaku.tool.load.verify.Audit;
import live.danmaku.tool.load.verify.Findings;
import live.danmaku.tool.load.verify.Latencies;
import live.danmaku.tool.load.verify.Room;
import live.danmaku.tool.load.verify.ViewerLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A viewer that loses its connection; each batch of the room has the one post of the same number. */
class ViewerTest {
    private static final int TEXT_FRAME = 0x81;

    private final Script script = new SteadyScript(8, 1, 1, "t");
    private final Room room = Room.named("load");
    private final Traffic traffic = new Traffic();
    private final Viewer viewer = new Viewer(room, traffic, new PostNothing());

    @BeforeEach
    void acceptAndGreet() {
        for (int number = 0; number < script.size(); number++) {
            room.ledger().accepted("e", number + 1, number);
        }
        greet(0, "");
        batches(1, 2, 3);
    }

    @Test
    void since_afterThreeBatches_isTheThird() {
        assertThat(viewer.since()).isEqualTo("?epoch=e&since=3");
    }

    @Test
    void cut_beforeItIsBack_isAwayAndNotClosed() {
        drop();

        assertThat(viewer.isAway()).isTrue();
        assertThat(viewer.isOpen()).isFalse();
        assertThat(traffic.closes()).isEmpty();
        assertThat(traffic.connected()).isZero();
    }

    @Test
    void message_afterAReturnWithAllThatWasMissed_isOneHistoryWithoutFault() {
        drop();
        greet(6, ",\"recovered\":true,\"from\":4");
        batches(4, 5, 6, 7, 8);

        assertThat(findings()).isEqualTo(new Findings(8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(traffic.returns().count().recovered()).isEqualTo(1);
        assertThat(viewer.isAway()).isFalse();
        assertThat(traffic.connected()).isEqualTo(1);
    }

    @Test
    void message_afterAReturnWithoutWhatWasMissed_isLostAndAGap() {
        drop();
        greet(6, "");
        batches(7, 8);

        assertThat(findings().lost()).isEqualTo(3);
        assertThat(findings().gaps()).isEqualTo(1);
        assertThat(traffic.returns().count().recovered()).isZero();
    }

    @Test
    void message_afterAReturnWithOneBatchTwice_isDoubled() {
        drop();
        greet(6, ",\"recovered\":true,\"from\":3");
        batches(3, 4, 5, 6, 7, 8);

        assertThat(findings().duplicated()).isEqualTo(1);
        assertThat(findings().repeatedBatches()).isEqualTo(1);
    }

    @Test
    void message_missedBatchesAfterALiveOne_areLateAndOutOfOrder() {
        drop();
        greet(6, ",\"recovered\":true,\"from\":4");
        batches(7, 4, 5, 6, 8);

        assertThat(findings().lateBatches()).isEqualTo(3);
        assertThat(findings().lost()).isZero();
    }

    @Test
    void ended_afterItIsBack_isAClosedConnection() {
        drop();
        greet(3, ",\"recovered\":true,\"from\":4");
        viewer.ended(1013, null);

        assertThat(traffic.closes()).containsEntry(1013, 1);
    }

    private void drop() {
        viewer.cut();
        viewer.ended(Connection.ABNORMAL, null);
        assertThat(viewer.openAgain()).isNotDone();
    }

    private void greet(long seq, String more) {
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
        viewer.opened(channel.pipeline().firstContext(), false);
        message("{\"type\":\"hello\",\"epoch\":\"e\",\"seq\":" + seq + ",\"window\":1000,\"limits\":{\"text\":100}"
                + more + "}");
    }

    private void batches(int... seqs) {
        for (int seq : seqs) {
            String text = script.comment(seq - 1).text();
            message("{\"type\":\"batch\",\"epoch\":\"e\",\"seq\":" + seq + ",\"id\":" + seq
                    + ",\"at\":0,\"items\":[{\"text\":\""
                    + text + "\",\"mode\":\"" + script.comment(seq - 1).mode() + "\",\"color\":\""
                    + script.comment(seq - 1).color() + "\",\"size\":\""
                    + script.comment(seq - 1).size() + "\"}]}");
        }
    }

    private void message(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        viewer.message(new Connection.Message(bytes, TEXT_FRAME, bytes.duplicate(), bytes.remaining() + 2), 0);
    }

    private Findings findings() {
        ViewerLog log = requireNonNull(viewer.log());
        room.catalogue().settle(room.ledger(), script, new Latencies(script, 0, 0), 0, true);
        return Audit.of(List.of(room), List.of(new Audit.Witness("viewer 1", room, log, true)), script, 1000)
                .findings();
    }

    /** No post, no answer. */
    private static final class PostNothing implements Answers {
        @Override
        public void accepted(int number, String epoch, long id) {}

        @Override
        public void refused(int number, String code) {}
    }
}
