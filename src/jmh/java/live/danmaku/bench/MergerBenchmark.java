package live.danmaku.bench;

import java.util.ArrayList;
import java.util.List;
import live.danmaku.merge.Merger;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;
import live.danmaku.model.RoomId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One window's danmaku to one batch. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class MergerBenchmark extends Microbenchmark {

    @Param({"1", "50", "1000"})
    int danmaku;

    private final Merger merger = new Merger();
    private final RoomId room = new RoomId("lobby");
    private List<Danmaku> gathered;

    /** Gathers the window, in a list of the kind that the queue gives out. */
    @Setup
    public void setUp() {
        gathered = new ArrayList<>(Sample.of(0).window(danmaku));
    }

    @Benchmark
    public Batch merge() {
        return merger.merge(room, "mbw3k9tq0f", 42, 10_000, gathered);
    }
}
