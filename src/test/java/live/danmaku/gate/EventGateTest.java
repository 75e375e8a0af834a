package live.danmaku.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import live.danmaku.MemoryNaming;
import live.danmaku.TestNode;
import live.danmaku.client.Forwarder;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.RoomId;
import live.danmaku.moderation.Judge;
import live.danmaku.moderation.WordLists;
import live.danmaku.telemetry.Counter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventGateTest {

    private final TestNode node = new TestNode();
    private final EventGate gate = new EventGate(node.admission(new WordLists(), Judge.NONE), node.metrics);

    @Test
    void apply_leastThereIs_isAccepted() {
        assertThat(gate.apply(Map.of("room", "lobby", "text", "hi"))).isEqualTo(Forwarder.ACCEPTED);
        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void apply_newerClient_isAcceptedWithWhatIsKnownHere() {
        assertThat(gate.apply(
                        Map.of("version", "7", "room", "lobby", "text", "hi", "mood", "merry", "application", "news")))
                .isEqualTo(Forwarder.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({
        "room, '', room_invalid",
        "room, not a room, room_invalid",
        "text, '', text_missing",
        "user, '', invalid_field",
        "mode, diagonal, invalid_field",
        "color, red, invalid_field",
        "size, huge, invalid_field",
        "lane, king, invalid_field",
    })
    void apply_fieldThatIsWrong_isRefusedWithItsCode(String field, String value, String code) {
        Map<String, String> fields = fields();
        fields.put(field, value);

        assertThat(gate.apply(fields)).isEqualTo(code);
        assertThat(accepted()).isZero();
        assertThat(node.metrics.refused()).containsExactly(Map.entry(code, 1L));
    }

    @ParameterizedTest
    @CsvSource({"room, room_invalid", "text, text_missing"})
    @SuppressWarnings("NullAway") // as another client may
    void apply_fieldThatIsMissing_isRefused(String field, String code) {
        Map<String, String> fields = fields();
        fields.remove(field);
        assertThat(gate.apply(fields)).isEqualTo(code);

        fields.put(field, null);
        assertThat(gate.apply(fields)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "room, room_invalid",
        "text, text_too_long",
        "user, invalid_field",
        "mode, invalid_field",
        "color, invalid_field",
        "size, invalid_field",
        "lane, invalid_field",
    })
    void apply_overlongField_isRefused(String field, String code) {
        Map<String, String> fields = fields();
        fields.put(field, "x".repeat(1_000_000));

        assertThat(gate.apply(fields)).isEqualTo(code);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void apply_valueThatIsNoString_isRefused_andNoFault() {
        Map fields = new HashMap<>(fields());
        fields.put("text", 4711);

        assertThat(gate.apply(fields)).isEqualTo(ErrorCode.INVALID_FIELD.code());
        assertThat(node.metrics.value(Counter.FAULTS)).isZero();
    }

    @Test
    void apply_fullRoom_isRefusedAndCounted_andNothingIsLost() {
        node.source.set("danmaku.room.queue", "100");
        node.settings.refresh();

        for (int i = 0; i < 150; i++) {
            assertThat(gate.apply(fields())).isEqualTo(i < 100 ? Forwarder.ACCEPTED : "room_busy");
        }

        assertThat(accepted()).isEqualTo(100);
        assertThat(node.metrics.refusals(ErrorCode.ROOM_BUSY)).isEqualTo(50);
    }

    @Test
    void apply_afterClose_saysThatTheServerIsGone() {
        MemoryNaming.install();
        gate.open();
        gate.close();

        assertThat(gate.apply(fields())).isEqualTo(Forwarder.GONE);
        assertThat(accepted()).isZero();
    }

    private static Map<String, String> fields() {
        return new HashMap<>(Map.of("room", "lobby", "text", "hi"));
    }

    private long accepted() {
        return node.registry
                .find(new RoomId("lobby"))
                .map(room -> room.balance().accepted())
                .orElse(0L);
    }
}
