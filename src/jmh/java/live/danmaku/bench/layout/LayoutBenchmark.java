package live.danmaku.bench.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import live.danmaku.bench.Microbenchmark;
import live.danmaku.bench.RawDeflate;
import live.danmaku.bench.Sample;
import live.danmaku.model.Batch;
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
    private byte[] message;
    private RawDeflate deflate;

    /** Makes the batch. */
    @Setup
    public void setUp() {
        jsonb = JsonbBuilder.create();
        batch = Sample.of(0).batch(danmaku);
        message = json().getBytes(UTF_8);
        deflate = new RawDeflate(6);
    }

    @Benchmark
    public String json() {
        return jsonb.toJson(layout.message(batch));
    }

    @Benchmark
    public int deflate() {
        return deflate.length(message);
    }

    /** Gives back what is not on the heap. */
    @TearDown
    public void tearDown() throws Exception {
        deflate.close();
        jsonb.close();
    }
}
