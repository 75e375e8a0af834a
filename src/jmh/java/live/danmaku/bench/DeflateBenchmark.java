package live.danmaku.bench;

import live.danmaku.encode.Encoder;
import live.danmaku.wire.FrameFactory;
import live.danmaku.wire.WireFormat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One batch's text to its compressed message, which is done once for all viewers. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class DeflateBenchmark extends Microbenchmark {

    @Param({"1", "5", "50", "1000"})
    int danmaku;

    @Param({"1", "3", "6", "9"})
    int level;

    private String message;
    private FrameFactory frames;

    /** Makes the message. */
    @Setup
    public void setUp() {
        frames = new FrameFactory(level, 0);
        try (Encoder encoder = new Encoder(frames)) {
            message = encoder.batch(Sample.of(0).batch(danmaku)).text();
        }
    }

    @Benchmark
    public byte[] deflate() {
        return frames.frame(1, message).message(WireFormat.TEXT_DEFLATED);
    }

    /** Gives back what is not on the heap. */
    @TearDown
    public void tearDown() {
        frames.close();
    }
}
