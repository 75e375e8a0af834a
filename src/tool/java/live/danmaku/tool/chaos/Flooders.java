package live.danmaku.tool.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import live.danmaku.tool.load.Report;
import live.danmaku.tool.load.Scene;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.load.client.Answers;
import live.danmaku.tool.load.client.Client;
import live.danmaku.tool.load.client.Offer;
import live.danmaku.tool.load.client.Traffic;
import live.danmaku.tool.load.client.Viewer;
import live.danmaku.tool.load.script.Comment;
import live.danmaku.tool.load.verify.Room;
import live.danmaku.tool.server.ProcessMeter;
import org.jspecify.annotations.Nullable;

/**
 * Connections from an address of their own that post as fast as they are told to, in a room of their own, from the middle of the
 * run on. What a refused post costs the server is its processor time in the second half less that in the first, which had
 * the same honest people.
 *
 * <p>Threading: the flood has a thread of its own; the rest belongs to the run's thread, but for the answers.
 */
final class Flooders implements Trouble, Answers {
    private static final int MOST_MICROS = 15;
    private static final int LEEWAY_MILLIS = 250;
    private static final int WINDOW_MILLIS = 1000;
    private static final int TICKS_PER_SECOND = 50;

    /** Each connection sends so many at once: what a flooder does, and what costs this tool least. */
    private static final int AT_ONCE = 10;

    private final String server;
    private final Terms terms;
    private final int flooders;
    private final int perSecond;
    private final ProcessMeter meter;
    private final Traffic traffic = new Traffic();
    private final Client client;
    private final List<Viewer> viewers = new ArrayList<>();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong attempted = new AtomicLong();
    private @Nullable Reading start;
    private @Nullable Reading middle;
    private @Nullable Reading end;
    private long stayed;
    private Map<Integer, Integer> closes = Map.of();
    private @Nullable Thread flood;
    private volatile boolean over;

    Flooders(Target target, Terms terms, int flooders, int perSecond) {
        this.server = target.name();
        this.terms = terms;
        this.flooders = flooders;
        this.perSecond = perSecond;
        this.meter = new ProcessMeter(target.pid());
        this.client = new Client(target.url(), new Offer(Offer.JSON, false, 1), traffic);
    }

    /** What was used and refused until a moment. */
    private record Reading(double seconds, double cpuMicros, long refused) {}

    private Reading read() {
        return new Reading(System.nanoTime() / 1e9, meter.cpuMicros(), refused.get());
    }

    @Override
    public void connected() throws InterruptedException {
        for (int i = 0; i < flooders; i++) {
            Viewer viewer = client.watchAndPost(Room.named("flooded"), this);
            try {
                viewer.opening().get();
            } catch (ExecutionException e) {
                throw new StopException("a flooder cannot connect: " + e.getCause(), e);
            }
            viewers.add(viewer);
        }
    }

    @Override
    public void begins() {
        start = read();
    }

    @Override
    public void passes(Scene scene) {
        if (flood == null && start != null && scene.seconds() >= terms.warmup() + terms.seconds() / 2) {
            middle = read();
            Thread thread = new Thread(this::post, "flood");
            thread.setDaemon(true);
            thread.start();
            flood = thread;
        }
    }

    private void post() {
        long tick = 0;
        long begin = System.nanoTime();
        int next = 0;
        while (!over) {
            for (int sent = 0; sent < perSecond / TICKS_PER_SECOND; sent += AT_ONCE) {
                Viewer viewer = viewers.get(next);
                next = (next + 1) % viewers.size();
                for (int i = 0; i < AT_ONCE; i++) {
                    viewer.post(
                            (int) (attempted.incrementAndGet() & Integer.MAX_VALUE), Comment.plain("flood " + i), "");
                }
            }
            tick++;
            LockSupport.parkNanos(begin + tick * (1_000_000_000L / TICKS_PER_SECOND) - System.nanoTime());
        }
    }

    @Override
    public void ends() throws InterruptedException {
        end = read();
        over = true;
        Thread thread = flood;
        if (thread != null) {
            thread.join();
        }
        stayed = viewers.stream().filter(Viewer::isOpen).count();
        closes = traffic.closes();
        viewers.forEach(Viewer::leave);
    }

    @Override
    public void over() {
        client.close();
    }

    @Override
    public void accepted(int number, String epoch, long id) {
        accepted.incrementAndGet();
    }

    @Override
    public void refused(int number, String code) {
        if (!code.equals("not_connected")) {
            refused.incrementAndGet();
        }
    }

    @Override
    public long accepted() {
        return accepted.get();
    }

    @Override
    public void check(Checks checks, Report report) {
        Reading first = start;
        Reading half = middle;
        Reading last = end;
        if (first == null || half == null || last == null) {
            throw new IllegalStateException("the run was too short for a flood");
        }
        double floodSeconds = last.seconds() - half.seconds();
        double usualCores = (half.cpuMicros() - first.cpuMicros()) / (half.seconds() - first.seconds());
        double cost =
                (last.cpuMicros() - half.cpuMicros() - usualCores * floodSeconds) / (last.refused() - half.refused());
        checks.note("posts attempted a second", String.format("%,.0f", attempted.get() / floodSeconds));
        checks.note(
                "of them refused a second", String.format("%,.0f", (last.refused() - half.refused()) / floodSeconds));
        checks.note("of them accepted", String.format("%,d", accepted.get()));
        checks.equal(
                "honest posts refused",
                0,
                report.posts().refused().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        checks.atMost(
                "honest posts' p99",
                WINDOW_MILLIS + LEEWAY_MILLIS,
                report.latency().p99(),
                "ms");
        checks.atMost("processor time of a refused post", MOST_MICROS, cost, "us");
        checks.note("flooders still connected", String.format("%,d of %,d", stayed, flooders));
        checks.note("the others were told", closes.toString());
        checks.note("server", server);
    }
}
