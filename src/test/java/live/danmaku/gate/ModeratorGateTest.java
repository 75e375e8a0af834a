package live.danmaku.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import live.danmaku.ManualTime;
import live.danmaku.MapSource;
import live.danmaku.TestNode;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Lane;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.moderation.Ruling;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModeratorGateTest {

    private static final RoomId LOBBY = new RoomId("lobby");

    private final MapSource source = MapSource.of("danmaku.moderator.timeout", "20");
    private final Metrics metrics = new Metrics();
    private final Queue<Runnable> dropped = new ArrayDeque<>();

    @Test
    void rule_noModerator_accepts() {
        ModeratorGate gate = gate(Runnable::run, null);

        assertThat(gate.rule(LOBBY, TestNode.draft("hi"))).isEqualTo(Ruling.ACCEPT);
    }

    @Test
    void rule_aModerator_isToldThePost_andItsWordCounts() {
        ModeratorGate gate = gate(Runnable::run, fields -> {
            assertThat(fields)
                    .containsEntry("room", "lobby")
                    .containsEntry("text", "hi")
                    .containsEntry("user", "ann")
                    .containsEntry("lane", "ordinary")
                    .containsEntry("mode", "scroll");
            return Map.of("decision", "ACCEPT", "text", "hello", "lane", "vip");
        });

        assertThat(gate.rule(LOBBY, TestNode.draft("hi")))
                .isEqualTo(new Ruling(Ruling.Decision.ACCEPT, null, "hello", Lane.VIP));
    }

    @Test
    void rule_longReason_isCut() {
        ModeratorGate gate = gate(Runnable::run, fields -> Map.of("decision", "REJECT", "reason", "x".repeat(5_000)));

        assertThat(gate.rule(LOBBY, TestNode.draft("hi")).reason()).hasSize(200);
    }

    @Test
    void rule_aModeratorThatThrowsOrSaysNonsense_isUndecided_andCounted() {
        ModeratorGate throwing = gate(Runnable::run, fields -> {
            throw new IllegalStateException("theirs");
        });
        ModeratorGate nonsense = gate(Runnable::run, fields -> Map.of("decision", "PERHAPS"));

        assertThat(throwing.rule(LOBBY, TestNode.draft("hi"))).isEqualTo(Ruling.UNDECIDED);
        assertThat(nonsense.rule(LOBBY, TestNode.draft("hi"))).isEqualTo(Ruling.UNDECIDED);
        assertThat(metrics.value(Counter.MODERATOR_FAILED)).isEqualTo(2);
    }

    @Test
    void rule_aModeratorThatHangs_holdsAFewThreadsAtMost_andIsAskedAgainLater() {
        CountDownLatch ends = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        ModeratorGate gate = gate(task -> new Thread(task).start(), fields -> {
            asked.incrementAndGet();
            awaitEnd(ends);
            return Map.of();
        });

        for (int i = 0; i < 50; i++) {
            assertThat(gate.rule(LOBBY, TestNode.draft("hi"))).isEqualTo(Ruling.UNDECIDED);
        }

        assertThat(asked).hasValueBetween(1, ModeratorGate.AT_ONCE);
        assertThat(metrics.value(Counter.MODERATOR_LATE)).isEqualTo(50);
        ends.countDown();
    }

    @Test
    void rule_aCallThatIsDropped_costsNoTurn_andNoCallsPileUp() {
        ManualTime time = new ManualTime();
        ModeratorGate gate = new ModeratorGate(new LiveSettings(source), dropped::add, time, metrics, () ->
                (Function<Map<String, String>, Map<String, String>>) fields -> Map.of());
        gate.refresh();

        for (int second = 1; second <= 2 * ModeratorGate.AT_ONCE; second++) {
            assertThat(gate.rule(LOBBY, TestNode.draft("hi"))).isEqualTo(Ruling.UNDECIDED);
            assertThat(gate.rule(LOBBY, TestNode.draft("hi"))).isEqualTo(Ruling.UNDECIDED);
            assertThat(dropped).hasSize(second);
            time.advanceMillis(1_000);
        }
    }

    @Test
    void refresh_aModeratorThatIsGone_isLetGo() {
        Object[] bound = {(Function<Map<String, String>, Map<String, String>>) fields -> Map.of("decision", "REJECT")};
        ModeratorGate gate = new ModeratorGate(
                new LiveSettings(source), Runnable::run, TimeSource.system(), metrics, () -> bound[0]);
        gate.refresh();
        assertThat(gate.rule(LOBBY, TestNode.draft("hi")).decision()).isEqualTo(Ruling.Decision.REJECT);

        bound[0] = "something else";
        gate.refresh();

        assertThat(gate.rule(LOBBY, TestNode.draft("hi"))).isEqualTo(Ruling.ACCEPT);
    }

    private static void awaitEnd(CountDownLatch ends) {
        try {
            ends.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ModeratorGate gate(
            Executor executor, @Nullable Function<Map<String, String>, Map<String, String>> moderator) {
        ModeratorGate gate =
                new ModeratorGate(new LiveSettings(source), executor, TimeSource.system(), metrics, () -> moderator);
        gate.refresh();
        return gate;
    }
}
