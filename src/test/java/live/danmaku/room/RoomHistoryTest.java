package live.danmaku.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import live.danmaku.FakeSocket;
import live.danmaku.TestNode;
import live.danmaku.history.History;
import live.danmaku.history.Resume;
import live.danmaku.history.Start;
import live.danmaku.model.CloseCode;
import live.danmaku.model.RoomId;
import live.danmaku.transport.Outbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a room keeps of its batches, and who gets it. */
class RoomHistoryTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

    private final TestNode node = new TestNode();

    @Test
    void publish_nobodyWatches_isKept() {
        postBatches(3);

        Room room = room();
        assertThat(room.seq()).isEqualTo(3);
        assertThat(room.status().history().batches()).isEqualTo(3);
        assertThat(room.history().batchesAfter(0, 10, 1 << 20))
                .extracting(batch -> batch.encoded().text())
                .allSatisfy(text -> assertThat(text).startsWith("{\"type\":\"batch\",\"room\":\"lobby\""));
    }

    @Test
    void join_behindTheRoom_getsEveryBatchOnceThoughPostsGoOn() {
        postBatches(5);
        FakeSocket socket = FakeSocket.stuck();
        join(socket, "e1", 2);

        for (int i = 0; i < 20; i++) {
            postBatches(1);
            socket.drainOne();
        }
        socket.resume();

        assertThat(seqs(socket)).isEqualTo(LongStream.rangeClosed(3, 25).boxed().toList());
    }

    @Test
    void tidy_oldBatches_areGivenUpAndCountedOut() {
        join(FakeSocket.open(), "e1", 0);
        postBatches(3);
        assertThat(node.kept.batches()).isEqualTo(3);
        assertThat(node.kept.bytes()).isPositive();

        node.time.advanceMillis(60_000);
        node.registry.tidy();

        assertThat(room().status().history().batches()).isZero();
        assertThat(node.kept.bytes()).isZero();
    }

    @Test
    void tidy_roomWhoseHistoryIsLongerThanItsIdleTime_stays() {
        node.source.set("danmaku.room.idle", "1000");
        node.source.set("danmaku.rooms.lobby.history", "120000");
        node.settings.refresh();
        postBatches(1);

        node.time.advanceMillis(118_000);
        node.registry.tidy();
        assertThat(node.registry.find(LOBBY)).isPresent();
        node.time.advanceMillis(2_000);
        node.registry.tidy();

        assertThat(node.registry.find(LOBBY)).isEmpty();
        assertThat(node.kept.batches()).isZero();
    }

    @Test
    void history_switchedOffForARoom_keepsNothingThere() {
        node.source.set("danmaku.rooms.lobby.history", "0");
        node.settings.refresh();
        FakeSocket socket = FakeSocket.open();
        join(socket, "e1", 0);

        postBatches(2);
        node.post(new RoomId("other"), "hi");
        node.time.settle();

        assertThat(seqs(socket)).containsExactly(1L, 2L);
        assertThat(room().status().history().batches()).isZero();
        assertThat(node.kept.batches()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void join_fromManyThreadsWhileBatchesGoOut_missesNothingAndDoublesNothing() throws Exception {
        postBatches(3);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<FakeSocket> sockets = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch first = new CountDownLatch(1);
        List<Future<?>> joining = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            joining.add(threads.submit(() -> {
                for (int i = 0; i < 200; i++) {
                    FakeSocket socket = FakeSocket.open();
                    sockets.add(socket);
                    join(socket, "e1", 1);
                    first.countDown();
                }
            }));
        }
        first.await();
        for (int i = 0; i < 50; i++) {
            postBatches(1);
        }
        for (Future<?> done : joining) {
            done.get();
        }
        threads.shutdown();
        postBatches(1);

        long newest = room().seq();
        assertThat(newest).isEqualTo(54);
        assertThat(sockets)
                .hasSize(800)
                .allSatisfy(socket -> assertThat(seqs(socket))
                        .isEqualTo(LongStream.rangeClosed(2, newest).boxed().toList()));
    }

    @Test
    void stop_viewerThatCatchesUp_getsTheLastBatchToo() {
        postBatches(3);
        FakeSocket socket = FakeSocket.stuck();
        join(socket, "e1", 0);
        node.post(LOBBY, "last");

        node.drain(pause -> socket.resume()).run();

        assertThat(seqs(socket)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(socket.closed()).isEqualTo(CloseCode.RESTART);
    }

    private void join(FakeSocket socket, String epoch, long since) {
        Outbox outbox = node.outbox(socket);
        Joined joined = node.registry.join(LOBBY, outbox, null, null);
        outbox.whenClosed(joined::leave);
        Room room = joined.room();
        History history = room.history();
        long newest = room.seq();
        Start start = history.start(new Resume(epoch, since, null), room.epoch(), newest);
        outbox.open("hello", start.seen(), newest, history::after);
    }

    /** Has so many batches made, each with one danmaku. */
    private void postBatches(int count) {
        for (int i = 0; i < count; i++) {
            node.post(LOBBY, "n" + i);
            node.time.settle();
            node.time.advanceMillis(1_000);
        }
    }

    private Room room() {
        return node.registry.find(LOBBY).orElseThrow();
    }

    private static List<Long> seqs(FakeSocket socket) {
        return socket.sent().stream()
                .filter(message -> message.contains("\"type\":\"batch\"") || message.contains("\"notice\""))
                .map(message -> SEQ.matcher(message).results().findFirst())
                .map(found -> found.map(seq -> Long.valueOf(seq.group(1))).orElse(-1L))
                .toList();
    }
}
