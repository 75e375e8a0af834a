package live.danmaku.tool.chaos;

import java.time.Duration;
import live.danmaku.tool.load.Report;
import live.danmaku.tool.load.Scene;

/**
 * Viewers vanish without a word: from one moment on they read nothing and answer nothing, half of them in the run's room and
 * half where nothing is posted. Their machine's TCP still confirms what it has room for, which a cut cable would not; so
 * only the server's pings can find them.
 *
 * <p>Threading: belongs to the run's thread.
 */
final class HalfOpen implements Trouble {
    private static final int MOST_INTERVALS = 3;
    private static final Duration LEEWAY = Duration.ofSeconds(2);

    private final Target target;
    private final Terms terms;
    private final Crowd crowd;
    private final Departures departures;

    HalfOpen(Target target, Terms terms) {
        this.target = target;
        this.terms = terms;
        this.crowd = new Crowd(target, terms);
        this.departures = new Departures(target);
    }

    @Override
    public void connected() throws InterruptedException {
        int half = Math.max(2, terms.viewers() / 20);
        crowd.join("trial", half);
        crowd.join("quiet", half);
    }

    @Override
    public void begins() throws InterruptedException {
        crowd.stopReading();
        departures.expect(crowd.size());
    }

    @Override
    public void passes(Scene scene) throws InterruptedException {
        departures.look();
    }

    /** A ping comes within an interval, and may be unanswered for two. */
    private Duration limit() {
        return target.heartbeat().multipliedBy(MOST_INTERVALS).plus(LEEWAY);
    }

    @Override
    public void over() throws InterruptedException {
        departures.await(limit());
        crowd.close();
    }

    @Override
    public void check(Checks checks, Report report) {
        checks.equal("half-open connections found", crowd.size(), departures.seen());
        checks.atMost("the last one found after", limit().toMillis() / 1000.0, departures.seconds(), "s");
    }
}
