package live.danmaku.room;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import live.danmaku.cluster.NodeMessage.Window;
import live.danmaku.config.Key;
import live.danmaku.config.Settings;
import live.danmaku.merge.Thinning;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Origin;
import live.danmaku.model.RoomId;
import live.danmaku.telemetry.Counter;

/**
 * The link of a room on one of several nodes. The others are told shortly before a window's end what was accepted here, while it still
 * waits for the tick.
 *
 * <p>Threading: as {@link Link} says; the pacer's runs take the room's lock.
 */
final class ClusterLink implements Link, Pacer.Work {
    private final RoomId id;
    private final String epoch;
    private final RoomContext context;
    private final Intake intake;
    private final Object lock;
    private final Inflow inflow = new Inflow();
    private final Outflow outflow = new Outflow();
    private final Pacer pacer;

    ClusterLink(RoomId id, String epoch, RoomContext context, Intake intake, Object lock) {
        this.id = id;
        this.epoch = epoch;
        this.context = context;
        this.intake = intake;
        this.lock = lock;
        Rhythm beforeWindowsEnd = Rhythm.aligned(
                () -> context.settings().get().window(id),
                () -> context.settings().get().millis(Key.CLUSTER_LEAD),
                context.time());
        this.pacer = new Pacer(context.timer(), context.time(), beforeWindowsEnd, this, late -> {});
    }

    @Override
    public Rhythm rhythm(Supplier<Duration> window) {
        return Rhythm.aligned(window, () -> Duration.ZERO, context.time());
    }

    @Override
    public void accepted(long danmaku) {
        outflow.accepted(danmaku);
        pacer.wake();
    }

    @Override
    public boolean isWaiting() {
        return outflow.isWaiting();
    }

    @Override
    public void run() {
        synchronized (lock) {
            tell(intake.waitingAfter(outflow.told()));
        }
    }

    @Override
    @GuardedBy("lock")
    public void taken(List<Danmaku> gathered) {
        outflow.taken(gathered);
    }

    @Override
    @GuardedBy("lock")
    public void end() {
        tell(List.of());
    }

    @GuardedBy("lock")
    private void tell(List<Danmaku> waiting) {
        outflow.cut(id, epoch, waiting, told(), context.merger()).ifPresent(context.relay()::tell);
    }

    /** What is told of a window, at the most. */
    private Thinning told() {
        Settings now = context.settings().get();
        int shown = now.get(Key.THIN, id);
        int most = now.get(Key.CLUSTER_DANMAKU);
        return new Thinning(shown == 0 ? most : Math.min(shown, most), now.get(Key.THIN_VIP), false);
    }

    @Override
    public void rescue() {
        pacer.rescue();
    }

    @Override
    public List<Danmaku> news(Window window) {
        Inflow.News news = inflow.take(window);
        context.metrics().add(Counter.RELAYED_TWICE, news.repeated());
        miss(news.missed());
        return news.fresh();
    }

    @Override
    public void recall(Origin origin) {
        inflow.recall(origin);
    }

    @Override
    public void miss(long danmaku) {
        context.metrics().add(Counter.RELAYED_MISSED, danmaku);
        inflow.miss(danmaku);
    }

    @Override
    public long takeMissed() {
        return inflow.takeMissed();
    }
}
