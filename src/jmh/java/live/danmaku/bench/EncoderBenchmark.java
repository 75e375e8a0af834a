package live.danmaku.bench;

import live.danmaku.encode.Encoder;
import live.danmaku.model.Batch;
import live.danmaku.model.Frame;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One batch to one frame. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class EncoderBenchmark extends Microbenchmark {

    @Param({"1", "50", "1000"})
    int danmaku;

    private final Encoder encoder = new Encoder();
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

    /** Gives back what JSON-B holds. */
    @TearDown
    public void tearDown() {
        encoder.close();
    }
}
