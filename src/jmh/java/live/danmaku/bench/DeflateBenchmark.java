package live.danmaku.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import live.danmaku.encode.Encoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One batch's message compressed, which is done once for all viewers. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class DeflateBenchmark extends Microbenchmark {

    @Param({"1", "5", "50", "1000"})
    int danmaku;

    @Param({"1", "3", "6", "9"})
    int level;

    private byte[] message;
    private RawDeflate deflate;

    /** Makes the message. */
    @Setup
    public void setUp() {
        try (Encoder encoder = new Encoder()) {
            message = encoder.batch(Sample.of(0).batch(danmaku)).text().getBytes(UTF_8);
        }
        deflate = new RawDeflate(level);
    }

    @Benchmark
    public int deflate() {
        return deflate.length(message);
    }

    /** Gives back what is not on the heap. */
    @TearDown
    public void tearDown() {
        deflate.close();
    }
}
