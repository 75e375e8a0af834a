package live.danmaku.tool.events;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * What became of a number of events.
 *
 * @param offered how many were fired
 * @param rate how many a second
 * @param p50 nanoseconds of the caller's time, the median
 * @param p99 the same, of all but one in a hundred
 * @param accepted how many the server accepted
 * @param refusals how many it refused, by code
 */
record Result(long offered, long rate, long p50, long p99, long accepted, Properties refusals) {

    static Result of(long offered, String answer) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Result(
                offered,
                offered * 1_000_000_000 / take(properties, "took"),
                take(properties, "p50"),
                take(properties, "p99"),
                take(properties, "accepted"),
                properties);
    }

    private static long take(Properties properties, String name) {
        return Long.parseLong(String.valueOf(properties.remove(name)));
    }

    private long refused() {
        return refusals.values().stream()
                .mapToLong(count -> Long.parseLong(count.toString()))
                .sum();
    }

    /** Whether each event was answered, and what was accepted is in batches. */
    boolean addsUp(long batched) {
        return accepted + refused() == offered && batched == accepted;
    }

    String line(String server, String what, long batched) {
        return String.format(
                Locale.ROOT,
                "%-14s  %-22s  %7.2f  %7.2f  %9d  %8d  %8d  %8d  %8d  %s",
                server,
                what,
                p50 / 1_000.0,
                p99 / 1_000.0,
                rate,
                offered,
                accepted,
                batched,
                refused(),
                addsUp(batched) ? refusals : "DOES NOT ADD UP " + refusals);
    }
}
