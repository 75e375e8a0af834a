package live.danmaku.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import live.danmaku.FakeSocket;
import live.danmaku.TestNode;
import live.danmaku.config.EffectiveValue;
import live.danmaku.config.Key;
import live.danmaku.config.Origin;
import live.danmaku.config.Rejected;
import live.danmaku.model.CloseCode;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.moderation.Judge;
import live.danmaku.moderation.WordLists;
import live.danmaku.room.Drain;
import live.danmaku.room.Moderation;
import live.danmaku.sanction.Act;
import live.danmaku.sanction.AuditEntry;
import live.danmaku.sanction.AuditTrail;
import live.danmaku.sanction.Kind;
import live.danmaku.sanction.SanctionStore;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperationsTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final RoomId OTHER = new RoomId("other");
    private static final Operator ANN =
            new Operator("ann", Network.of("192.0.2.7").orElse(null));

    private final TestNode node = new TestNode();
    private final AuditTrail trail = new AuditTrail(SanctionStore.NONE, node.time);
    private final Moderation moderation = new Moderation(
            node.registry,
            node.admission(new WordLists(), Judge.NONE),
            node.sanctions,
            SanctionStore.NONE,
            trail,
            node.time,
            node.metrics);
    private final Node control = new Node();
    private final Operations operations = new Operations(node.settings, moderation, trail, control);

    @Test
    void perform_closeARoom_needsNoRightButThatOfAnOperator_andIsRecorded() {
        FakeSocket viewer = FakeSocket.open();
        node.join(LOBBY, viewer);

        operations.perform(LOBBY, new Act.Impose("close", Kind.CLOSED, "", "", null), ANN);

        assertThat(viewer.closed()).isEqualTo(CloseCode.ROOM_CLOSED);
        assertThat(recorded()).containsExactly("ann 192.0.2.7 close lobby closed");
    }

    @Test
    void set_window_holdsAboveWhatIsConfigured_untilItIsReset() {
        node.source.set("danmaku.window", "2000");
        node.settings.refresh();

        operations.set(null, Key.WINDOW, "500", ANN);
        node.source.set("danmaku.window", "3000");
        node.settings.refresh();

        assertThat(node.settings.get().get(Key.WINDOW)).isEqualTo(500);
        assertThat(value("danmaku.window").origin()).isEqualTo(Origin.OPERATOR);

        assertThat(operations.reset(null, Key.WINDOW, ANN)).isTrue();

        assertThat(node.settings.get().get(Key.WINDOW)).isEqualTo(3_000);
        assertThat(operations.reset(null, Key.WINDOW, ANN)).isFalse();
        assertThat(recorded())
                .containsExactly("ann 192.0.2.7 reset * danmaku.window", "ann 192.0.2.7 set * danmaku.window = 500");
        assertThat(control.reloads).isEqualTo(3);
    }

    @Test
    void set_ofARoom_holdsThereOnly_andIsListed() {
        operations.set(LOBBY, Key.THIN, " 50 ", ANN);

        assertThat(node.settings.get().get(Key.THIN, LOBBY)).isEqualTo(50);
        assertThat(node.settings.get().get(Key.THIN, OTHER)).isZero();
        assertThat(value("danmaku.rooms.lobby.thin").value()).isEqualTo("50");
        assertThat(operations.resetAll(ANN)).containsExactly("danmaku.rooms.lobby.thin");
        assertThat(node.settings.get().get(Key.THIN, LOBBY)).isZero();
    }

    @Test
    void set_nonsense_isRefused_andNothingChanges() {
        assertRefused("whole number from 50 to 10000", () -> operations.set(null, Key.WINDOW, "soon", ANN));
        assertRefused("whole number from 50 to 10000", () -> operations.set(LOBBY, Key.WINDOW, "49", ANN));
        assertRefused("read at deployment only", () -> operations.set(null, Key.SHARDS, "4", ANN));
        assertRefused("rooms have no danmaku.rooms.max", () -> operations.set(LOBBY, Key.ROOMS_MAX, "4", ANN));

        assertThat(operations.audit(10)).isEmpty();
        assertThat(operations.configuration()).noneMatch(value -> value.origin().equals(Origin.OPERATOR));
    }

    @Test
    void configuration_saysOfEachValue_whatHolds_andWhatIsConfigured() {
        node.source.set("danmaku.window", "soon");
        node.source.set("danmaku.shards", "8");
        node.source.set("danmaku.rooms.lobby.slow", "1500");
        node.source.set("danmaku.ticket.secrets", "k1=0123456789-0123456789-0123456789");
        operations.reload(ANN);

        assertThat(value("danmaku.window"))
                .returns("1000", EffectiveValue::value)
                .returns("soon", EffectiveValue::configured)
                .returns("1000", EffectiveValue::defaultValue)
                .returns(true, EffectiveValue::live);
        assertThat(value("danmaku.shards").configured()).isEqualTo("8");
        assertThat(value("danmaku.shards").value()).isNotEqualTo("8");
        assertThat(value("danmaku.rooms.lobby.slow").value()).isEqualTo("1500");
        assertThat(value("danmaku.thin").origin()).isEqualTo(Origin.DEFAULT);
        assertThat(operations.configuration().toString()).contains("(secret)").doesNotContain("0123456789");
        assertThat(operations.rejected())
                .containsExactly(new Rejected("danmaku.window", "soon", "a whole number from 50 to 10000", "1000"));
    }

    @Test
    void drain_andResume_areRecorded_withWhatBecameOfThem() {
        assertThat(operations.drain(ANN)).isEqualTo(new Drain.Outcome(7, 1));
        control.opens = false;
        assertThat(operations.resume(ANN)).isFalse();

        assertThat(recorded())
                .containsExactly(
                        "ann 192.0.2.7 resume * still shut: SUSPENDED",
                        "ann 192.0.2.7 drain * 7 viewers closed, 1 of them late",
                        "ann 192.0.2.7 drain * begins");
    }

    @Test
    void audit_ofMoreThanIsKept_isTheNewest() {
        for (int i = 1; i <= AuditTrail.KEPT + 5; i++) {
            trail.record("ann", "", "act", null, "number " + i);
        }

        List<AuditEntry> all = operations.audit(Integer.MAX_VALUE);

        assertThat(all).hasSize(AuditTrail.KEPT);
        assertThat(all.get(0).what()).isEqualTo("number " + (AuditTrail.KEPT + 5));
        assertThat(operations.audit(2)).isEqualTo(all.subList(0, 2));
    }

    private EffectiveValue value(String property) {
        return operations.configuration().stream()
                .filter(value -> value.property().equals(property))
                .findFirst()
                .orElseThrow();
    }

    private List<String> recorded() {
        return operations.audit(100).stream()
                .map(entry ->
                        String.join(" ", entry.who(), entry.from(), entry.act(), room(entry.room()), entry.what()))
                .toList();
    }

    private static String room(@Nullable RoomId room) {
        return room == null ? "*" : room.value();
    }

    private static void assertRefused(String because, ThrowingCallable attempt) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(attempt)
                .withMessageContaining(because)
                .returns(ErrorCode.INVALID_FIELD, Refusal::code);
    }

    /** A node that only says that it did what it was told. */
    private final class Node implements NodeControl {

        private int reloads;
        private boolean opens = true;

        @Override
        public State state() {
            return State.SUSPENDED;
        }

        @Override
        public Drain.Outcome drain() {
            return new Drain.Outcome(7, 1);
        }

        @Override
        public boolean open() {
            return opens;
        }

        @Override
        public void reload() {
            reloads++;
            node.settings.refresh();
        }
    }
}
