package live.danmaku.tool.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import live.danmaku.tool.load.Report;
import live.danmaku.tool.load.Scene;

/**
 * One viewer in twenty stops reading, and reads again when the server has given it up.
 *
 * <p>Threading: belongs to the run's thread.
 */
final class Stall implements Trouble {
    private static final int ONE_IN = 20;

    /** Who answered something just before is pinged with the interval after the next, and has two of them to answer. */
    private static final int MOST_INTERVALS = 4;

    /** Of an interval: the server looks at a viewer so much later at the most. */
    private static final int GRAIN = 4;

    private static final int TRY_AGAIN_LATER = 1013;
    private static final int NO_CLOSE_FRAME = 1006;
    private static final double MOST_BYTES = 64 << 10;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Target target;
    private final Crowd crowd;
    private final int count;
    private final Departures departures;
    private long bytesBefore;
    private long bytesAfter;

    Stall(Target target, Terms terms) {
        this.target = target;
        this.crowd = new Crowd(target, terms);
        this.count = Math.max(2, terms.viewers() / ONE_IN);
        this.departures = new Departures(target);
    }

    @Override
    public void connected() throws InterruptedException {
        crowd.join("trial", count);
    }

    @Override
    public void begins() throws InterruptedException {
        bytesBefore = Holdings.bytes(target.pid());
        departures.expect(count);
        crowd.stopReading();
    }

    @Override
    public void passes(Scene scene) throws InterruptedException {
        departures.look();
    }

    @Override
    public void ends() {
        bytesAfter = Holdings.bytes(target.pid());
    }

    @Override
    public void over() throws InterruptedException {
        departures.await(target.heartbeat()
                .multipliedBy(MOST_INTERVALS)
                .plus(target.heartbeat().dividedBy(GRAIN))
                .plus(Duration.ofSeconds(2)));
        crowd.readOn();
        long start = System.nanoTime();
        while (crowd.connected() > 0 && System.nanoTime() - start < PATIENCE_NANOS) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        crowd.close();
    }

    /** A viewer whose connection was dropped before it read on cannot know the code. */
    @Override
    public void check(Checks checks, Report report) {
        Map<Integer, Integer> closes = crowd.closes();
        int told = closes.getOrDefault(TRY_AGAIN_LATER, 0);
        checks.atMost("KB held for a stalled viewer", MOST_BYTES / 1e3, (bytesAfter - bytesBefore) / 1e3 / count, "KB");
        checks.equal("stalled viewers given up", count, departures.seen());
        checks.add(
                "stalled viewers were told",
                "1013, or too late",
                closes.toString(),
                told > 0 && told + closes.getOrDefault(NO_CLOSE_FRAME, 0) == count);
    }
}
