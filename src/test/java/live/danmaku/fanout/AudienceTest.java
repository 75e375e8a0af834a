package live.danmaku.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import live.danmaku.FakeSocket;
import live.danmaku.ManualTime;
import live.danmaku.TestFrames;
import live.danmaku.model.CloseCode;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.Outbox;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceTest {

    private final Queue<Runnable> home = new ArrayDeque<>();
    private final Executor homeThread = home::add;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 256})
    void broadcast_anyNumberOfShards_reachesEveryViewerOnce(int shards) {
        Audience audience = new Audience(shards, Runnable::run);
        List<FakeSocket> sockets = sockets(1_000);
        sockets.forEach(socket -> audience.join(viewer(socket)));

        audience.broadcast(TestFrames.frame(1, "frame"));

        assertThat(audience.size()).isEqualTo(1_000);
        assertThat(audience.skipped()).isZero();
        assertThat(audience.isBusy()).isFalse();
        assertThat(sockets).allSatisfy(socket -> assertThat(socket.sent()).containsExactly("hello", "frame"));
    }

    @Test
    void leave_twice_countsOnce() {
        Audience audience = new Audience(4, Runnable::run);
        Seat seat = audience.join(viewer(FakeSocket.open()));
        audience.join(viewer(FakeSocket.open()));

        assertThat(seat.leave()).isTrue();
        assertThat(seat.leave()).isFalse();
        assertThat(audience.size()).isEqualTo(1);
    }

    @Test
    void leave_anyOrder_leavesTheOthersInPlace() {
        Audience audience = new Audience(1, Runnable::run);
        List<FakeSocket> sockets = sockets(100);
        List<Seat> seats =
                sockets.stream().map(socket -> audience.join(viewer(socket))).toList();
        for (int i = 0; i < 100; i += 3) {
            assertThat(seats.get(i).leave()).isTrue();
        }

        audience.broadcast(TestFrames.frame(1, "frame"));

        for (int i = 0; i < 100; i++) {
            assertThat(sockets.get(i).sent()).hasSize(i % 3 == 0 ? 1 : 2);
        }
    }

    @Test
    void broadcast_busyViewer_countsWhatWasLeftOut() {
        Audience audience = new Audience(2, Runnable::run);
        audience.join(viewer(FakeSocket.stuck()));
        audience.join(viewer(FakeSocket.open()));

        audience.broadcast(TestFrames.frame(1, "1"));
        assertThat(audience.skipped()).isZero();
        audience.broadcast(TestFrames.frame(2, "2"));
        assertThat(audience.skipped()).isEqualTo(1);
    }

    @Test
    void broadcast_largeAudience_isServedAtHomeInPieces() {
        List<FakeSocket> sockets =
                Stream.generate(() -> FakeSocket.at(homeThread)).limit(600).toList();
        Audience audience = new Audience(2, Runnable::run);
        sockets.forEach(socket -> audience.join(viewer(socket)));

        audience.broadcast(TestFrames.frame(1, "frame"));

        assertThat(audience.isBusy()).isTrue();
        assertThat(served(sockets)).isZero();
        home.remove().run();
        assertThat(served(sockets)).isEqualTo(256);
        home.remove().run();
        home.remove().run();
        assertThat(served(sockets)).isEqualTo(600);
        assertThat(home).isEmpty();
        assertThat(audience.isBusy()).isFalse();
    }

    @Test
    void broadcast_smallAudience_isServedByTheCaller() {
        List<FakeSocket> sockets =
                Stream.generate(() -> FakeSocket.at(homeThread)).limit(64).toList();
        Audience audience = new Audience(2, Runnable::run);
        sockets.forEach(socket -> audience.join(viewer(socket)));

        audience.broadcast(TestFrames.frame(1, "frame"));

        assertThat(served(sockets)).isEqualTo(64);
        assertThat(home).isEmpty();
    }

    @Test
    void broadcast_whileEarlierFrameIsBeingOffered_comesAfterIt() {
        List<FakeSocket> sockets =
                Stream.generate(() -> FakeSocket.at(homeThread)).limit(300).toList();
        Audience audience = new Audience(1, Runnable::run);
        List<Seat> seats =
                sockets.stream().map(socket -> audience.join(viewer(socket))).toList();
        audience.broadcast(TestFrames.frame(1, "1"));
        home.remove().run();
        // The last viewer's seat moves from the second piece to the first.
        seats.get(0).leave();
        audience.broadcast(TestFrames.frame(2, "2"));
        while (!home.isEmpty()) {
            home.remove().run();
        }

        assertThat(sockets.subList(1, 300))
                .allSatisfy(socket -> assertThat(socket.sent()).containsExactly("hello", "1", "2"));
    }

    @Test
    void forEachServed_whileAFrameIsBeingOffered_comesAfterItsLastViewer() {
        List<FakeSocket> sockets =
                Stream.generate(() -> FakeSocket.at(homeThread)).limit(300).toList();
        Audience audience = new Audience(1, Runnable::run);
        sockets.forEach(socket -> audience.join(viewer(socket)));
        audience.broadcast(TestFrames.frame(1, "last"));

        audience.forEachServed(viewer -> viewer.closeAfterFlush(CloseCode.RESTART.closing()));
        home.remove().run();
        assertThat(sockets).allSatisfy(socket -> assertThat(socket.closed()).isNull());
        home.remove().run();

        assertThat(sockets).allSatisfy(socket -> {
            assertThat(socket.sent()).containsExactly("hello", "last");
            assertThat(socket.closed()).isEqualTo(CloseCode.RESTART);
        });
    }

    @Test
    void help_homeThatLostTheTask_isServedByTheCaller() {
        List<FakeSocket> sockets =
                Stream.generate(() -> FakeSocket.at(lost -> {})).limit(300).toList();
        Audience audience = new Audience(1, Runnable::run);
        sockets.forEach(socket -> audience.join(viewer(socket)));
        audience.broadcast(TestFrames.frame(1, "frame"));

        audience.help();

        assertThat(served(sockets)).isEqualTo(300);
        assertThat(audience.isBusy()).isFalse();
    }

    @Test
    void broadcast_homeThatTakesNothing_isServedByTheCaller() {
        List<FakeSocket> sockets = Stream.generate(() -> FakeSocket.at(task -> {
                    throw new RejectedExecutionException("stopping");
                }))
                .limit(300)
                .toList();
        Audience audience = new Audience(1, Runnable::run);
        sockets.forEach(socket -> audience.join(viewer(socket)));

        audience.broadcast(TestFrames.frame(1, "frame"));

        assertThat(served(sockets)).isEqualTo(300);
    }

    @Test
    void broadcast_servedAndReplacedFrames_areLetGoOf() {
        long before = TestFrames.FACTORY.pool().bytesInUse();
        Audience audience = new Audience(1, Runnable::run);
        sockets(300).forEach(socket -> audience.join(viewer(FakeSocket.at(homeThread))));
        for (int seq = 1; seq <= 3; seq++) {
            Frame frame = TestFrames.frame(seq, "frame " + seq);
            frame.prepareShared(WireFormat.TEXT);
            audience.broadcast(frame);
            frame.release();
        }
        while (!home.isEmpty()) {
            home.remove().run();
        }

        assertThat(TestFrames.FACTORY.pool().bytesInUse()).isEqualTo(before);
    }

    @Test
    void broadcast_largeAudience_isDoneWhenTheLastViewerWasOffered_once() {
        Audience audience = new Audience(2, Runnable::run);
        sockets(300).forEach(socket -> audience.join(viewer(FakeSocket.at(homeThread))));
        List<String> done = new ArrayList<>();

        audience.broadcast(TestFrames.frame(1, "1"), () -> done.add("first"));
        assertThat(done).isEmpty();
        home.remove().run();
        assertThat(done).isEmpty();
        home.remove().run();

        assertThat(done).containsExactly("first");
    }

    @Test
    void broadcast_frameThatIsReplacedBeforeItsTurn_isDoneToo() {
        Audience audience = new Audience(1, Runnable::run);
        sockets(300).forEach(socket -> audience.join(viewer(FakeSocket.at(homeThread))));
        List<String> done = new ArrayList<>();

        for (String name : List.of("first", "replaced", "last")) {
            audience.broadcast(TestFrames.frame(1 + done.size(), name), () -> done.add(name));
        }
        while (!home.isEmpty()) {
            home.remove().run();
        }

        assertThat(done).containsExactly("replaced", "first", "last");
    }

    @Test
    void broadcast_nobodyThere_isDoneAtOnce() {
        List<String> done = new ArrayList<>();

        new Audience(1, Runnable::run).broadcast(TestFrames.frame(1, "1"), () -> done.add("done"));

        assertThat(done).containsExactly("done");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -2})
    void constructor_noShards_isRefused(int shards) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Audience(shards, Runnable::run));
    }

    private static List<FakeSocket> sockets(int count) {
        return Stream.generate(FakeSocket::open).limit(count).toList();
    }

    private static long served(List<FakeSocket> sockets) {
        return sockets.stream().filter(socket -> socket.sent().size() == 2).count();
    }

    private static Outbox viewer(FakeSocket socket) {
        Outbox outbox = new Outbox(
                socket, new Outbox.Rules(8, 1_000, missed -> "missed", closing -> {}, new ManualTime(), new Metrics()));
        outbox.open("hello", 0);
        return outbox;
    }
}
