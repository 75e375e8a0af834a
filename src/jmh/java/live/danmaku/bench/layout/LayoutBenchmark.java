package live.danmaku.bench.layout;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import live.danmaku.bench.Microbenchmark;
import live.danmaku.bench.Sample;
import live.danmaku.model.Batch;
import live.danmaku.wire.FrameFactory;
import live.danmaku.wire.WireFormat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a batch in each layout costs: to write with JSON-B, and to compress. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class LayoutBenchmark extends Microbenchmark {

    @Param
    Layout layout;

    @Param({"50", "1000"})
    int danmaku;

    private Jsonb jsonb;
    private Batch batch;
    private String message;
    private FrameFactory frames;

    /** Makes the batch. */
    @Setup
    public void setUp() {
        jsonb = JsonbBuilder.create();
        batch = Sample.of(0).batch(danmaku);
        message = json();
        frames = new FrameFactory(6, 0);
    }

    @Benchmark
    public String json() {
        return jsonb.toJson(layout.message(batch));
    }

    @Benchmark
    public byte[] deflate() {
        return frames.frame(1, message).message(WireFormat.TEXT_DEFLATED);
    }

    /** Gives back what is not on the heap. */
    @TearDown
    public void tearDown() throws Exception {
        frames.close();
        jsonb.close();
    }
}
