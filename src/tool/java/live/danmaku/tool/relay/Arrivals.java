package live.danmaku.tool.relay;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long danmaku took, in each part of a run, on the node where they were posted and on the others.
 *
 * <p>Threading: any thread.
 */
final class Arrivals {
    private static final long LONGEST_MICROS = 600_000_000;

    private final Course course;
    private final Map<Course.Part, Both> parts = new EnumMap<>(Course.Part.class);
    private final Map<Link, Long> againNanos = new ConcurrentHashMap<>();

    /** Times on the own node and on others. */
    private record Both(Histogram own, Histogram others) {
        Both() {
            this(new ConcurrentHistogram(LONGEST_MICROS, 3), new ConcurrentHistogram(LONGEST_MICROS, 3));
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%8.0f %8.0f %8.0f   %8.0f %8.0f %8.0f   %,d",
                    of(own, 50),
                    of(own, 99),
                    of(own, 100),
                    of(others, 50),
                    of(others, 99),
                    of(others, 100),
                    own.getTotalCount() + others.getTotalCount());
        }

        private static double of(Histogram micros, double percentile) {
            return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    /** From the node where something was posted to one where it was seen. */
    private record Link(int from, int to) {}

    Arrivals(Course course) {
        this.course = course;
        Stream.of(Course.Part.values()).forEach(part -> parts.put(part, new Both()));
    }

    /** A danmaku has come. */
    void add(int fromNode, int toNode, long dueNanos, long nowNanos) {
        Both part = of(course.at(dueNanos));
        long micros = Math.max(0, (nowNanos - dueNanos) / 1_000);
        (fromNode == toNode ? part.own : part.others).recordValue(Math.min(LONGEST_MICROS, micros));
    }

    /** Something that was posted on one node has come to another after the trouble. */
    void again(int fromNode, int toNode, long nowNanos) {
        againNanos.putIfAbsent(new Link(fromNode, toNode), nowNanos);
    }

    /** How long after a moment the last of all pairs of nodes had something of each other again, in milliseconds. */
    long slowestAgainMillis(long sinceNanos) {
        return againNanos.values().stream()
                        .mapToLong(nanos -> nanos - sinceNanos)
                        .max()
                        .orElse(0)
                / 1_000_000;
    }

    /** How many pairs of nodes had something of each other after the trouble, one for each direction. */
    int linksAgain() {
        return againNanos.size();
    }

    /** The times of danmaku that were due in this part. */
    String text(Course.Part part) {
        return of(part).text();
    }

    private Both of(Course.Part part) {
        return Objects.requireNonNull(parts.get(part), "all parts have theirs");
    }
}
