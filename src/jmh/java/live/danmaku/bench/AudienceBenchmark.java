package live.danmaku.bench;

import live.danmaku.bench.FakeViewer.Peer;
import live.danmaku.config.Settings;
import live.danmaku.fanout.Audience;
import live.danmaku.model.Frame;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame after the other offered to all viewers of a room. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class AudienceBenchmark extends Microbenchmark {

    @Param({"1", "100", "10000"})
    int viewers;

    @Param
    Peer peer;

    private Audience audience;
    private long seq;

    /** Lets the viewers join. */
    @Setup
    public void setUp() {
        audience = new Audience(Settings.DEFAULTS.shards());
        for (int i = 0; i < viewers; i++) {
            audience.join(FakeViewer.outbox(peer));
        }
    }

    @Benchmark
    public int broadcast() {
        return audience.broadcast(new Frame(++seq, "{}"));
    }
}
