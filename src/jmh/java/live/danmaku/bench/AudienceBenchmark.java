package live.danmaku.bench;

import live.danmaku.bench.FakeViewer.Peer;
import live.danmaku.config.Settings;
import live.danmaku.fanout.Audience;
import live.danmaku.model.Frame;
import live.danmaku.transport.Outbox;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A room's viewers: a frame for all of them, and one of them coming and going. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class AudienceBenchmark extends Microbenchmark {

    @Param({"1", "100", "10000"})
    int viewers;

    @Param
    Peer peer;

    private Audience audience;
    private Outbox other;
    private long seq;

    /** Lets the viewers join. */
    @Setup
    public void setUp() {
        audience = new Audience(Settings.DEFAULTS.shards());
        for (int i = 0; i < viewers; i++) {
            audience.join(FakeViewer.outbox(peer));
        }
        other = FakeViewer.outbox(peer);
    }

    @Benchmark
    public int broadcast() {
        return audience.broadcast(new Frame(++seq, "{}"));
    }

    @Benchmark
    public boolean joinAndLeave() {
        audience.join(other);
        return audience.leave(other);
    }
}
