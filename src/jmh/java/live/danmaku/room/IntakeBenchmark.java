package live.danmaku.room;

import live.danmaku.bench.Microbenchmark;
import live.danmaku.bench.Sample;
import live.danmaku.model.Draft;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** A danmaku accepted by a room's queue, which is emptied each time that it holds a batch. */
@State(Scope.Benchmark)
public class IntakeBenchmark extends Microbenchmark {

    private static final long AT = 1_763_836_800_000L;

    @Param({"1", "50", "1000"})
    int danmaku;

    private final Draft draft = Sample.of(0).draft();
    private final Intake intake = new Intake();

    /** One poster at a time. */
    @Benchmark
    @Threads(1)
    public long offer_alone() {
        return offer();
    }

    /** As many posters at once as there are processors, into one room. */
    @Benchmark
    @Threads(Threads.MAX)
    public long offer_contended() {
        return offer();
    }

    private long offer() {
        long id = intake.offer(draft, AT, Integer.MAX_VALUE);
        if (id % danmaku == 0) {
            intake.drain();
        }
        return id;
    }
}
