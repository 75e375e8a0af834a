package live.danmaku.tool.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import live.danmaku.tool.load.Report;
import live.danmaku.tool.load.Scene;
import live.danmaku.tool.load.StopException;

/**
 * The server's wall clock jumps: ahead, a day back, ahead again and back; each time once its answers show the jump before.
 *
 * <p>Ahead by less than 90 seconds: Undertow's read time-out goes by the wall clock, and ends every connection when the clock
 * jumps ahead by more.
 *
 * <p>Threading: belongs to the run's thread.
 */
final class ClockJumps implements Trouble {
    private static final Duration AHEAD = Duration.ofSeconds(75);
    private static final Duration DAY_BACK = Duration.ofDays(-1);
    private static final List<Duration> OFFSETS =
            List.of(AHEAD, DAY_BACK, DAY_BACK.plus(AHEAD), DAY_BACK.multipliedBy(2));
    private static final Duration TOLERANCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 200;

    private final Target target;
    private final FakeTime clock;
    private final double everySeconds;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Duration offset = Duration.ZERO;
    private int jumps;
    private boolean followed;

    ClockJumps(Target target, FakeTime clock, double totalSeconds) {
        this.target = target;
        this.clock = clock;
        this.everySeconds = totalSeconds / (OFFSETS.size() + 1);
    }

    @Override
    public void passes(Scene scene) throws InterruptedException {
        if (jumps < OFFSETS.size() && scene.seconds() > (jumps + 1) * everySeconds && isAt(offset)) {
            jumpTo(OFFSETS.get(jumps));
            jumps++;
        }
    }

    private void jumpTo(Duration newOffset) {
        offset = newOffset;
        clock.set(newOffset);
    }

    /** Whether the server dates its answers so. */
    private boolean isAt(Duration after) throws InterruptedException {
        try {
            String date = http.send(
                            HttpRequest.newBuilder(target.httpUrl().resolve("api/v1/rooms"))
                                    .build(),
                            BodyHandlers.discarding())
                    .headers()
                    .firstValue("Date")
                    .orElseThrow(() -> new StopException(target.name() + " does not date its answers"));
            Instant told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(Instant.now().plus(after), told).abs().compareTo(TOLERANCE) < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes home while nobody is connected. */
    @Override
    public void over() throws InterruptedException {
        followed = await(offset);
        jumpTo(Duration.ZERO);
        followed &= await(offset);
    }

    private boolean await(Duration after) throws InterruptedException {
        long start = System.nanoTime();
        while (!isAt(after)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    @Override
    public void check(Checks checks, Report report) {
        checks.equal("jumps that the server's wall clock made", OFFSETS.size(), followed ? jumps : jumps - 1);
    }

    @Override
    public boolean movesTheClock() {
        return true;
    }
}
