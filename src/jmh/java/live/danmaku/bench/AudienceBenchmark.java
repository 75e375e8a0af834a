package live.danmaku.bench;

import live.danmaku.bench.FakeViewer.Peer;
import live.danmaku.config.Settings;
import live.danmaku.fanout.Audience;
import live.danmaku.fanout.Seat;
import live.danmaku.wire.Frame;
import live.danmaku.wire.FrameFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame after the other offered to all viewers of a room, on the calling thread. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class AudienceBenchmark extends Microbenchmark {

    @Param({"1", "100", "10000"})
    int viewers;

    @Param
    Peer peer;

    private final FrameFactory frames = new FrameFactory(6, 512);
    private Audience audience;
    private long seq;

    /** Lets the viewers join. */
    @Setup
    public void setUp() {
        audience = new Audience(Settings.DEFAULTS.shards(), Runnable::run);
        for (int i = 0; i < viewers; i++) {
            Seat unused = audience.join(FakeViewer.outbox(peer));
        }
    }

    @Benchmark
    public void broadcast() {
        Frame frame = frames.frame(++seq, "{}");
        audience.broadcast(frame);
        frame.release();
    }
}
