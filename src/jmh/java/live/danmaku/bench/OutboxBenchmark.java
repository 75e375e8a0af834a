package live.danmaku.bench;

import live.danmaku.bench.FakeViewer.Peer;
import live.danmaku.model.Frame;
import live.danmaku.transport.Outbox;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame after the other offered to one viewer. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class OutboxBenchmark extends Microbenchmark {

    @Param
    Peer peer;

    private Outbox outbox;
    private long seq;

    /** Lets the viewer join. */
    @Setup
    public void setUp() {
        outbox = FakeViewer.outbox(peer);
    }

    @Benchmark
    public boolean offer() {
        return outbox.offer(new Frame(++seq, "{}"));
    }
}
