package live.danmaku.bench;

import java.util.List;
import java.util.stream.Stream;
import live.danmaku.bench.FakeViewer.Peer;
import live.danmaku.transport.Outbox;
import live.danmaku.wire.Frame;
import live.danmaku.wire.FrameFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A frame offered to one viewer; measured over many, because each viewer takes a frame only once. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class OutboxBenchmark extends Microbenchmark {

    private static final int VIEWERS = 1000;

    @Param
    Peer peer;

    private final FrameFactory frames = new FrameFactory(6, 512);
    private List<Outbox> outboxes;
    private long seq;

    /** Lets the viewers join. */
    @Setup
    public void setUp() {
        outboxes = Stream.generate(() -> FakeViewer.outbox(peer)).limit(VIEWERS).toList();
    }

    @Benchmark
    @OperationsPerInvocation(VIEWERS)
    public int offer() {
        Frame frame = frames.frame(++seq, "{}");
        int leftOut = 0;
        for (Outbox outbox : outboxes) {
            if (outbox.offer(frame)) {
                leftOut++;
            }
        }
        frame.release();
        return leftOut;
    }
}
