package live.danmaku.bench;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import live.danmaku.MapSource;
import live.danmaku.bench.FakeViewer.Peer;
import live.danmaku.cluster.Relay;
import live.danmaku.config.LiveSettings;
import live.danmaku.encode.Encoder;
import live.danmaku.history.Kept;
import live.danmaku.merge.Merger;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.room.Joined;
import live.danmaku.room.RoomContext;
import live.danmaku.room.RoomListener;
import live.danmaku.room.RoomRegistry;
import live.danmaku.sanction.Sanctions;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.Outbox;
import live.danmaku.wire.FrameFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The rooms of a node, a viewer in each: another one who comes and goes, and the look at all rooms that is taken time and again. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class RegistryBenchmark extends Microbenchmark {

    @Param({"1", "100", "10000"})
    int rooms;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final Encoder encoder = new Encoder(new FrameFactory(6, 512));
    private final RoomId room = new RoomId("room-0");
    private final Outbox other = FakeViewer.outbox(Peer.QUICK);
    private RoomRegistry registry;

    /** Makes the rooms. */
    @Setup
    public void setUp() {
        RoomContext context = new RoomContext(
                new LiveSettings(MapSource.of()),
                TimeSource.system(),
                executor,
                executor,
                new Merger(),
                encoder,
                new Kept(),
                new Sanctions(TimeSource.system()),
                new Metrics(),
                RoomListener.NONE,
                Relay.NONE);
        registry = new RoomRegistry(context, () -> "mbw3k9tq0f");
        for (int i = 0; i < rooms; i++) {
            Joined unused = registry.join(new RoomId("room-" + i), FakeViewer.outbox(Peer.QUICK), null, null);
        }
    }

    @Benchmark
    public void joinAndLeave() {
        registry.join(room, other, null, null).leave();
    }

    @Benchmark
    public void tidy() {
        registry.tidy();
    }

    /** Ends the thread. */
    @TearDown
    public void tearDown() {
        executor.shutdownNow();
        encoder.close();
    }
}
