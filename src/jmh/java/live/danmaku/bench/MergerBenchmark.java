package live.danmaku.bench;

import java.util.ArrayList;
import java.util.List;
import live.danmaku.merge.Merger;
import live.danmaku.merge.Thinning;
import live.danmaku.model.Author;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import live.danmaku.model.Lane;
import live.danmaku.model.RoomId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One window's danmaku to one batch: whole, thinned, and with repeats combined. Nine of ten danmaku are by three flooders, the
 * rest by 200 guests.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class MergerBenchmark extends Microbenchmark {

    private static final int GUESTS = 200;
    private static final int FLOODERS = 3;
    private static final Thinning THIN = new Thinning(100, 30, false);
    private static final Thinning THIN_AND_COMBINE = new Thinning(100, 30, true);

    @Param({"1", "50", "1000", "10000"})
    int danmaku;

    private final Merger merger = new Merger();
    private final RoomId room = new RoomId("lobby");
    private List<Danmaku> gathered;

    /** Gathers the window, in a list of the kind that the queue gives out. */
    @Setup
    public void setUp() {
        gathered = new ArrayList<>(danmaku);
        for (Danmaku one : Sample.of(0).window(danmaku)) {
            long id = one.id();
            String name = "guest-" + (id % 10 == 0 ? FLOODERS + id % GUESTS : id % FLOODERS);
            Draft draft = new Draft(
                    new Author(name, Lane.ORDINARY),
                    one.draft().text(),
                    one.draft().style());
            gathered.add(new Danmaku(id, one.at(), draft));
        }
    }

    @Benchmark
    public Batch merge() {
        return merge(Thinning.OFF);
    }

    @Benchmark
    public Batch thin() {
        return merge(THIN);
    }

    @Benchmark
    public Batch thinAndCombine() {
        return merge(THIN_AND_COMBINE);
    }

    private Batch merge(Thinning thinning) {
        return merger.merge(room, "mbw3k9tq0f", 42, 10_000, thinning, gathered);
    }
}
