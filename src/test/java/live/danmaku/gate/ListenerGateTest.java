package live.danmaku.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.IntStream;
import live.danmaku.ManualTime;
import live.danmaku.TestNode;
import live.danmaku.model.Danmaku;
import live.danmaku.model.RoomId;
import live.danmaku.sanction.AuditEntry;
import live.danmaku.sanction.SanctionStore;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.junit.jupiter.api.Test;

class ListenerGateTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final String ALL = "accepted,opened,closed,moderated,missed";

    private final ManualTime time = new ManualTime();
    private final Metrics metrics = new Metrics();
    private final Map<String, Object> bound = new HashMap<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Test
    void accepted_anApplicationThatWantsIt_isToldEachDanmaku() {
        ListenerGate gate = gate(Runnable::run);
        Application news = application("news", ALL);
        gate.refresh();

        gate.accepted(LOBBY, "e1", danmaku(1, 2));

        assertThat(news.told()).extracting(one -> one.get("id")).containsExactly("1", "2");
        assertThat(news.told().get(0))
                .containsEntry("event", "accepted")
                .containsEntry("room", "lobby")
                .containsEntry("epoch", "e1")
                .containsEntry("text", "hi")
                .containsEntry("user", "ann")
                .containsEntry("mode", "scroll")
                .containsEntry("color", "#FFFFFF")
                .containsEntry("size", "normal")
                .containsEntry("lane", "ordinary")
                .containsKey("at");
    }

    @Test
    void anApplication_isToldOnlyWhatItWants_inOrder() {
        ListenerGate gate = gate(Runnable::run);
        Application rooms = application("rooms", "opened,closed");
        Application acts = application("acts", "moderated");
        gate.refresh();

        gate.opened(LOBBY, "e1");
        gate.accepted(LOBBY, "e1", danmaku(1, 1));
        gate.telling(SanctionStore.NONE).record(new AuditEntry(5, "moe", "192.0.2.1", "recall", LOBBY, "danmaku 1"));
        gate.closed(LOBBY, "e1");
        gate.refresh();

        assertThat(rooms.told()).extracting(one -> one.get("event")).containsExactly("opened", "closed");
        assertThat(acts.told())
                .containsExactly(Map.of(
                        "event", "moderated",
                        "act", "recall",
                        "room", "lobby",
                        "moderator", "moe",
                        "what", "danmaku 1",
                        "at", "5"));
    }

    @Test
    void accepted_aShare_isAboutThatMuch_andTheSameForEverybody() {
        ListenerGate gate = gate(Runnable::run);
        Application one = application("one", ALL, 10);
        Application other = application("other", ALL, 10);
        gate.refresh();

        gate.accepted(LOBBY, "mbw3k9tq0f", danmaku(1, 5_000));
        gate.refresh();

        assertThat(one.told().size()).isBetween(400, 600);
        assertThat(other.told()).isEqualTo(one.told());
    }

    @Test
    void anApplicationThatHangs_holdsOneTask_missesOnlyItsOwn_andIsToldWhere() {
        ListenerGate gate = gate(tasks::add);
        Application hanging = application("hanging", ALL);
        Application quick = application("quick", ALL);
        gate.refresh();
        runAll();

        hanging.meanwhile = () -> {
            for (int window = 1; window < 25; window++) {
                gate.accepted(LOBBY, "e1", danmaku(1 + 500 * window, 500));
                runAll();
            }
            assertThat(tasks).as("only the one that hangs, which is running").isEmpty();
        };
        gate.accepted(LOBBY, "e1", danmaku(1, 500));
        runAll();
        gate.accepted(LOBBY, "e1", danmaku(12_501, 1));
        runAll();

        assertThat(quick.told()).hasSize(12_501);
        assertThat(metrics.value(Counter.LISTENER_MISSED)).isEqualTo(2_000);
        assertThat(hanging.told()).hasSize(10_502);
        assertThat(hanging.told().get(10_500)).isEqualTo(Map.of("event", "missed", "count", "2000"));
        assertThat(hanging.told().get(10_501)).containsEntry("id", "12501");
    }

    @Test
    void aCall_hasABoundedNumberOfEvents() {
        ListenerGate gate = gate(Runnable::run);
        Application news = application("news", ALL);
        gate.refresh();

        gate.accepted(LOBBY, "e1", danmaku(1, 1_800));

        assertThat(news.told()).hasSize(1_800);
        assertThat(news.largestCall).isEqualTo(Listener.BATCH);
    }

    @Test
    void aTaskThatIsDropped_isMadeAgain() {
        ListenerGate gate = gate(tasks::add);
        Application news = application("news", ALL);
        gate.refresh();
        tasks.clear();

        gate.refresh();
        assertThat(tasks).as("not before it is overdue").isEmpty();
        time.advanceMillis(2_001);
        gate.refresh();
        runAll();
        gate.accepted(LOBBY, "e1", danmaku(1, 1));
        runAll();

        assertThat(news.told()).hasSize(1);
    }

    @Test
    void anApplicationThatFailsOrSaysNonsense_isCounted_andTheOthersAreTold() {
        ListenerGate gate = gate(Runnable::run);
        bound.put("failing", (Function<Object, Object>) events -> {
            throw new NoClassDefFoundError("theirs");
        });
        bound.put("nonsense", (Function<Object, Object>) events -> Map.of("events", ALL, "one-in", "some"));
        bound.put("none", (Function<Object, Object>) events -> "not a map");
        bound.put("no function", "at all");
        Application news = application("news", ALL);
        gate.refresh();
        assertThat(metrics.value(Counter.LISTENER_FAILED)).as("asked once each").isEqualTo(3);

        gate.accepted(LOBBY, "e1", danmaku(1, 1));
        gate.refresh();

        assertThat(news.told()).hasSize(1);
        assertThat(metrics.value(Counter.LISTENER_FAILED))
                .as("and again at the next look")
                .isEqualTo(6);
    }

    @Test
    void refresh_anApplicationThatIsGone_isToldNothingMore() {
        ListenerGate gate = gate(Runnable::run);
        Application news = application("news", ALL);
        gate.refresh();

        bound.clear();
        gate.refresh();
        gate.accepted(LOBBY, "e1", danmaku(1, 1));

        assertThat(news.told()).isEmpty();
    }

    @Test
    void refresh_moreApplicationsThanThereMayBe_theOthersAreLeftOut() {
        ListenerGate gate = gate(Runnable::run);
        List<Application> applications = IntStream.rangeClosed(0, ListenerGate.MAX)
                .mapToObj(i -> application("a" + i, ALL))
                .toList();
        gate.refresh();

        gate.accepted(LOBBY, "e1", danmaku(1, 1));

        assertThat(applications.stream().filter(one -> !one.told().isEmpty())).hasSize(ListenerGate.MAX);
    }

    @Test
    void close_whatHasHappened_isToldBefore_andNothingAfter() {
        ListenerGate gate = gate(Runnable::run);
        Application news = application("news", ALL);
        gate.refresh();
        gate.closed(LOBBY, "e1");

        gate.close(Duration.ZERO);
        gate.closed(LOBBY, "e2");
        gate.refresh();

        assertThat(news.told()).containsExactly(Map.of("event", "closed", "room", "lobby", "epoch", "e1"));
    }

    @Test
    void aRoom_tellsItsLifeInOrder() {
        ListenerGate gate = gate(Runnable::run);
        Application news = application("news", ALL);
        gate.refresh();
        TestNode node = new TestNode(gate);

        node.post(LOBBY, "first");
        node.post(LOBBY, "second");
        node.time.advanceMillis(200_000);
        node.registry.tidy();
        gate.refresh();

        assertThat(news.told())
                .extracting(one -> one.get("event") + one.getOrDefault("text", ""))
                .containsExactly("opened", "acceptedfirst", "acceptedsecond", "closed");
        assertThat(news.told()).extracting(one -> one.get("epoch")).containsOnly("e1");
    }

    private ListenerGate gate(Executor executor) {
        return new ListenerGate(executor, time, metrics, () -> bound);
    }

    private Application application(String name, String events) {
        return application(name, events, 1);
    }

    private Application application(String name, String events, int oneIn) {
        Application application = new Application(Map.of("events", events, "one-in", Integer.toString(oneIn)));
        bound.put(name, application);
        return application;
    }

    private static List<Danmaku> danmaku(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(id -> new Danmaku(id, 1_000 + id, TestNode.draft("hi")))
                .toList();
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** An application that keeps what it is told. */
    private static final class Application implements Function<List<Map<String, String>>, Map<String, String>> {

        private final Map<String, String> wishes;
        private final List<Map<String, String>> told = new ArrayList<>();
        private int largestCall;
        private Runnable meanwhile = () -> {};

        Application(Map<String, String> wishes) {
            this.wishes = wishes;
        }

        @Override
        public Map<String, String> apply(List<Map<String, String>> events) {
            told.addAll(events);
            largestCall = Math.max(largestCall, events.size());
            if (!events.isEmpty()) {
                Runnable once = meanwhile;
                meanwhile = () -> {};
                once.run();
            }
            return wishes;
        }

        List<Map<String, String>> told() {
            return told;
        }
    }
}
