package live.danmaku.bench;

import live.danmaku.encode.Encoder;
import live.danmaku.model.Batch;
import live.danmaku.wire.Frame;
import live.danmaku.wire.FrameFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One batch to one frame, whose forms are made later. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class EncoderBenchmark extends Microbenchmark {

    @Param({"1", "50", "1000"})
    int danmaku;

    private final FrameFactory frames = new FrameFactory(6, 512);
    private final Encoder encoder = new Encoder(frames);
    private Batch batch;

    /** Makes the batch. */
    @Setup
    public void setUp() {
        batch = Sample.of(0).batch(danmaku);
    }

    @Benchmark
    public Frame batch() {
        return encoder.batch(batch);
    }

    /** Gives back what is held. */
    @TearDown
    public void tearDown() {
        encoder.close();
        frames.close();
    }
}
