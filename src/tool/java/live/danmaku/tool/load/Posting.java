package live.danmaku.tool.load;

import java.util.List;
import java.util.Locale;
import live.danmaku.tool.load.client.Poster;
import live.danmaku.tool.load.client.Traffic;
import live.danmaku.tool.load.script.Script;
import live.danmaku.tool.load.verify.Latencies;
import live.danmaku.tool.load.verify.Room;

/**
 * The middle of a run: sends the posts on schedule, shows how it goes, and waits for what is still on its way.
 *
 * <p>Threading: {@link #go} belongs to the thread that steers the run; it starts another that sends.
 */
final class Posting {
    private static final double SECOND = 1e9;
    private static final long MILLISECOND = 1_000_000;
    private static final long TICK_MILLIS = 200;
    private static final int TICKS_PER_SECOND = 5;
    private static final long LULL_NANOS = 60 * MILLISECOND;
    private static final long LULL_TICK_MILLIS = 10;
    private static final long MOST_LULL_WAIT_NANOS = 1000 * MILLISECOND;

    private final Script script;
    private final List<Room> rooms;
    private final List<Poster> posters;
    private final PostBook book;
    private final Traffic traffic;
    private final Audience audience;
    private final Progress progress;
    private final Phases phases;
    private final Scene scene;
    private final long startNanos;
    private final long warmupNanos;
    private final long lengthNanos;
    private final Latencies latencies;
    private volatile boolean stopped;
    private Traffic.Reading lastReading;
    private long lastReadingNanos;
    private int ticks;
    private double rate;
    private double byteRate;
    private double recentP99;

    Posting(
            Settings settings,
            Script script,
            List<Room> rooms,
            List<Poster> posters,
            PostBook book,
            Traffic traffic,
            Audience audience,
            Progress progress,
            Phases phases,
            Scene scene,
            long startNanos) {
        this.script = script;
        this.rooms = rooms;
        this.posters = posters;
        this.book = book;
        this.traffic = traffic;
        this.audience = audience;
        this.progress = progress;
        this.phases = phases;
        this.scene = scene;
        this.startNanos = startNanos;
        this.lastReadingNanos = startNanos;
        this.lengthNanos = script.lengthNanos();
        this.warmupNanos = Math.min(lengthNanos, (long) (settings.warmupSeconds() * SECOND));
        this.latencies = new Latencies(script, startNanos, warmupNanos);
        this.lastReading = traffic.read();
    }

    /**
     * Posts everything.
     *
     * @param drainMillis how long to wait at most after the last post
     * @param quietMillis how long to listen on once everything has arrived, for what should not
     */
    Measured go(long drainMillis, long quietMillis) throws InterruptedException {
        book.begin(startNanos);
        Thread sender = new Thread(this::send, "sender");
        sender.setDaemon(true);
        sender.start();
        postUntil(startNanos + warmupNanos, "warming up");
        awaitLull();
        phases.begins();
        Measured.Mark from = Measured.Mark.now(traffic);
        postUntil(startNanos + lengthNanos, "measuring");
        awaitLull();
        Measured measured = from.until(Measured.Mark.now(traffic));
        phases.ends();
        drain(System.nanoTime() + drainMillis * MILLISECOND);
        waitUntil(System.nanoTime() + quietMillis * MILLISECOND, "listening for what should not come");
        stopped = true;
        sender.join();
        return measured;
    }

    /** How long deliveries took; complete once {@link #settle} was called with nothing more to come. */
    Latencies latencies() {
        return latencies;
    }

    /** Matches what arrived with what was posted. */
    void settle(boolean atLast) {
        for (Room room : rooms) {
            room.catalogue().settle(room.ledger(), script, latencies, System.nanoTime(), atLast);
        }
    }

    private void send() {
        new OpenLoop(script)
                .run(
                        startNanos,
                        (number, late) -> {
                            book.sent(late);
                            posters.get(script.poster(number))
                                    .post(number, script.comment(number), script.user(number));
                        },
                        () -> stopped);
    }

    private void postUntil(long nanos, String phase) throws InterruptedException {
        while (System.nanoTime() - nanos < 0 && traffic.connected() + scene.away() > 0) {
            tick(phase);
            phases.passes(scene);
        }
    }

    private void waitUntil(long nanos, String phase) throws InterruptedException {
        while (System.nanoTime() - nanos < 0 && traffic.connected() > 0) {
            tick(phase);
        }
    }

    /** Between two windows' bursts, so that none is measured in part; in many rooms there may be no such moment. */
    private void awaitLull() throws InterruptedException {
        long latest = System.nanoTime() + MOST_LULL_WAIT_NANOS;
        long lullSince = System.nanoTime();
        long frames = traffic.read().frames();
        while (System.nanoTime() - lullSince < LULL_NANOS && System.nanoTime() - latest < 0) {
            Thread.sleep(LULL_TICK_MILLIS);
            long now = traffic.read().frames();
            lullSince = now == frames ? lullSince : System.nanoTime();
            frames = now;
        }
    }

    private void drain(long untilNanos) throws InterruptedException {
        while (System.nanoTime() - untilNanos < 0 && traffic.connected() > 0 && !everythingArrived()) {
            settle(false);
            tick("waiting for the rest");
        }
    }

    private boolean everythingArrived() {
        PostBook.Standing posts = book.standing();
        return posts.sent() == posts.scheduled()
                && posts.unanswered() == 0
                && rooms.stream()
                        .allMatch(room ->
                                room.catalogue().found() + room.catalogue().leftOut()
                                        >= room.ledger().accepted())
                && audience.hasCaughtUp();
    }

    private void tick(String phase) throws InterruptedException {
        Thread.sleep(TICK_MILLIS);
        ticks++;
        if (ticks % TICKS_PER_SECOND == 0) {
            settle(false);
            recentP99 = latencies.recentP99();
            long now = System.nanoTime();
            Traffic.Reading reading = traffic.read();
            double seconds = (now - lastReadingNanos) / SECOND;
            rate = reading.since(lastReading).deliveries() / seconds;
            byteRate = reading.since(lastReading).bytes() / seconds;
            lastReading = reading;
            lastReadingNanos = now;
        }
        progress.show(state(phase));
    }

    private String state(String phase) {
        PostBook.Standing posts = book.standing();
        double left = Math.max(0, (startNanos + lengthNanos - System.nanoTime()) / SECOND);
        return String.format(
                Locale.ROOT,
                "%s: %,d connected | %,d posts accepted, %,d refused | %,.0f deliveries/s, %.1f MB/s"
                        + " | p99 %,.0f ms | %.0f s left",
                phase,
                traffic.connected(),
                posts.accepted(),
                posts.refusedInAll(),
                rate,
                byteRate / 1e6,
                recentP99,
                left);
    }
}
