package live.danmaku.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import live.danmaku.FakeSocket;
import live.danmaku.TestNode;
import live.danmaku.model.CloseCode;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final RoomId OTHER = new RoomId("other");

    private final TestNode node = new TestNode();

    /** How many viewers were closed by when: a line for each pause of the drain. */
    private final List<Long> closedAtEachPause = new ArrayList<>();

    private final List<FakeSocket> sockets = new ArrayList<>();
    private final List<Boolean> readyAtEachPause = new ArrayList<>();
    private final long begin = node.time.nanos();

    @Test
    void run_waitingDanmaku_leaveBeforeTheViewersAreClosed() {
        FakeSocket viewer = join(LOBBY, FakeSocket.open());
        node.post(LOBBY, "first");
        node.time.settle();
        node.post(LOBBY, "last");

        Drain.Outcome outcome = drain().run();

        assertThat(viewer.last()).contains("\"text\":\"last\"");
        assertThat(viewer.closed()).isEqualTo(CloseCode.RESTART);
        assertThat(outcome).isEqualTo(new Drain.Outcome(1, 0));
        assertThat(node.registry.rooms()).isEmpty();
        assertThat(node.registry.balance().batched()).isEqualTo(2);
    }

    @Test
    void run_fewViewers_takesNoTime() {
        join(LOBBY, FakeSocket.open());
        join(OTHER, FakeSocket.open());

        drain().run();

        assertThat(node.time.nanos()).isEqualTo(begin);
    }

    @Test
    void run_nobodyIsLetInBeforeTheFirstIsClosed() {
        set("danmaku.drain.group", 1);
        join(LOBBY, FakeSocket.open());
        join(LOBBY, FakeSocket.open());

        drain().run();

        assertThat(readyAtEachPause).isNotEmpty().containsOnly(false);
        assertRefused(() -> node.post(LOBBY, "too late"), ErrorCode.UNAVAILABLE);
        assertRefused(() -> node.join(OTHER, FakeSocket.open()), ErrorCode.UNAVAILABLE);
        assertRefused(() -> node.registry.knock(OTHER, null), ErrorCode.UNAVAILABLE);
        assertThat(node.registry.viewers()).isZero();
    }

    @Test
    void open_afterADrain_letsEverybodyInAgain() {
        join(LOBBY, FakeSocket.open());
        drain().run();

        node.registry.open();

        FakeSocket back = join(LOBBY, FakeSocket.open());
        node.post(LOBBY, "again");
        node.time.settle();
        assertThat(back.last()).contains("\"text\":\"again\"");
    }

    @Test
    void run_manyViewers_areClosedInPacedGroups() {
        set("danmaku.drain.group", 100);
        set("danmaku.drain.interval", 200);
        Stream.generate(FakeSocket::open).limit(450).forEach(viewer -> join(LOBBY, viewer));

        drain().run();

        assertThat(elapsedMillis()).isEqualTo(4 * 200);
        assertThat(closedAtEachPause.stream().distinct()).containsExactly(100L, 200L, 300L, 400L);
    }

    @Test
    void run_moreGroupsThanTheTimeoutHasRoomFor_arePacedFaster() {
        set("danmaku.drain.group", 1);
        set("danmaku.drain.interval", 1_000);
        set("danmaku.drain.timeout", 2_000);
        Stream.generate(FakeSocket::open).limit(100).forEach(viewer -> join(LOBBY, viewer));

        Drain.Outcome outcome = drain().run();

        assertThat(outcome.late()).isZero();
        assertThat(elapsedMillis()).isBetween(900L, 1_100L);
    }

    @Test
    void run_manyViewers_areToldToComeBackEvenlyOverTheSpread() {
        set("danmaku.drain.spread", 5_000);
        Stream.generate(FakeSocket::open).limit(1_000).forEach(viewer -> join(LOBBY, viewer));

        drain().run();

        assertThat(LongStream.rangeClosed(1, 5).map(delay -> count(socket -> socket.retryAfterSeconds() == delay)))
                .containsOnly(200L);
    }

    @Test
    void run_viewerThatTakesNothing_isDroppedAfterTheTimeout() {
        set("danmaku.drain.timeout", 2_000);
        FakeSocket stuck = join(LOBBY, FakeSocket.stuck());
        FakeSocket reading = join(LOBBY, FakeSocket.open());
        node.post(LOBBY, "last");

        Drain.Outcome outcome = drain().run();

        assertThat(outcome).isEqualTo(new Drain.Outcome(2, 1));
        assertThat(elapsedMillis()).isBetween(2_000L, 2_010L);
        assertThat(stuck.closed()).isEqualTo(CloseCode.RESTART);
        assertThat(reading.last()).contains("\"text\":\"last\"");
    }

    @Test
    void run_largeAudienceServedElsewhere_getsTheLastBatchBeforeItIsClosed() {
        Queue<Runnable> home = new ArrayDeque<>();
        Stream.generate(() -> FakeSocket.at(home::add)).limit(300).forEach(viewer -> join(LOBBY, viewer));
        node.post(LOBBY, "first");
        node.time.settle();
        node.post(LOBBY, "last");

        drain().run();

        assertThat(sockets).allSatisfy(viewer -> {
            assertThat(viewer.last()).contains("\"text\":\"last\"");
            assertThat(viewer.closed()).isEqualTo(CloseCode.RESTART);
        });
    }

    private Drain drain() {
        return node.drain(this::pause);
    }

    private void pause(Duration time) {
        closedAtEachPause.add(count(socket -> socket.closed() != null));
        readyAtEachPause.add(node.registry.isOpen());
        node.time.advanceMillis(Math.max(1, time.toMillis()));
    }

    private long elapsedMillis() {
        return Duration.ofNanos(node.time.nanos() - begin).toMillis();
    }

    private long count(Predicate<FakeSocket> condition) {
        return sockets.stream().filter(condition).count();
    }

    private FakeSocket join(RoomId room, FakeSocket socket) {
        node.join(room, socket);
        sockets.add(socket);
        return socket;
    }

    private void set(String key, int value) {
        node.source.set(key, Integer.toString(value));
        node.settings.refresh();
    }

    private static void assertRefused(ThrowingCallable action, ErrorCode code) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(action).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.retryAfterSeconds()).isPositive();
        });
    }
}
