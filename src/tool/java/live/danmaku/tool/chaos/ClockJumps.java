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

/**
 * The server's wall clock jumps: an hour ahead, two back, a day ahead, and home.
 *
 * <p>Threading: belongs to the run's thread.
 */
final class ClockJumps implements Trouble {
    private static final List<Duration> OFFSETS =
            List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(1), Duration.ZERO);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Target target;
    private final FakeTime clock;
    private final double everySeconds;
    private final HttpClient http = HttpClient.newHttpClient();
    private int jumps;
    private int seen;

    ClockJumps(Target target, FakeTime clock, double totalSeconds) {
        this.target = target;
        this.clock = clock;
        this.everySeconds = totalSeconds / (OFFSETS.size() + 1);
    }

    @Override
    public void passes(Scene scene) throws InterruptedException {
        if (jumps < OFFSETS.size() && scene.seconds() > (jumps + 1) * everySeconds) {
            look();
            clock.set(OFFSETS.get(jumps));
            jumps++;
        }
    }

    /** Whether the server dates its answers as the clock was set last. */
    private void look() throws InterruptedException {
        Duration set = jumps == 0 ? Duration.ZERO : OFFSETS.get(jumps - 1);
        try {
            String date = http.send(
                            HttpRequest.newBuilder(target.httpUrl().resolve("api/v1/rooms"))
                                    .build(),
                            BodyHandlers.discarding())
                    .headers()
                    .firstValue("Date")
                    .orElse("none");
            Instant told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration off = Duration.between(Instant.now().plus(set), told).abs();
            seen += off.compareTo(TOLERANCE) < 0 ? 1 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void over() throws InterruptedException {
        look();
        clock.set(Duration.ZERO);
    }

    @Override
    public void check(Checks checks, Report report) {
        checks.equal("jumps of the wall clock", OFFSETS.size(), jumps);
        checks.equal("times at which the server's clock was as set", OFFSETS.size() + 1, seen);
    }

    @Override
    public boolean movesTheClock() {
        return true;
    }
}
