package live.danmaku.tool.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import live.danmaku.tool.server.ProcessMeter;

/**
 * The processor time of the server over a run, around one moment.
 *
 * <p>Not thread-safe.
 */
final class CpuTrace {
    private static final double SPAN_SECONDS = 2;
    private static final double BEFORE_SECONDS = 8;

    private final ProcessMeter meter;
    private final List<Sample> samples = new ArrayList<>();
    private double markSeconds;

    /** @param cpuSeconds used since the process began */
    record Sample(double seconds, double cpuSeconds) {}

    CpuTrace(ProcessMeter meter) {
        this.meter = meter;
    }

    /** Reads the process; to be called a few times a second. */
    void sample() {
        add(System.nanoTime() / 1e9, meter.cpuMicros() / 1e6);
    }

    void add(double seconds, double cpuSeconds) {
        samples.add(new Sample(seconds, cpuSeconds));
    }

    /** The moment is now, at the last sample. */
    void mark() {
        markSeconds = last().seconds();
    }

    /** Cores that were busy in the 8 seconds before the moment. */
    double before() {
        return cores(at(markSeconds - BEFORE_SECONDS), at(markSeconds));
    }

    /** Cores that were busy over each 2 seconds after the moment, one after the other. */
    String course() {
        StringJoiner course = new StringJoiner(" ");
        for (double from = markSeconds; from + SPAN_SECONDS <= last().seconds(); from += SPAN_SECONDS) {
            course.add(String.format(Locale.ROOT, "%.2f", coresOverSpan(at(from))));
        }
        return course.toString();
    }

    /**
     * Seconds from the moment to the end of the last 2 seconds that took more than so many times what it was before; infinite
     * where those are the last ones that were seen, so that nobody knows.
     */
    double secondsToNormal(double times) {
        List<Sample> spans = samples.stream().filter(this::spanFollows).toList();
        int end = spans.size();
        while (end > 0 && coresOverSpan(spans.get(end - 1)) <= times * before()) {
            end--;
        }
        if (end == 0) {
            return 0;
        }
        return end == spans.size()
                ? Double.POSITIVE_INFINITY
                : spans.get(end - 1).seconds() + SPAN_SECONDS - markSeconds;
    }

    private boolean spanFollows(Sample sample) {
        return sample.seconds() >= markSeconds && sample.seconds() + SPAN_SECONDS <= last().seconds();
    }

    private double coresOverSpan(Sample from) {
        return cores(from, at(from.seconds() + SPAN_SECONDS));
    }

    /** The first sample that is not before this. */
    private Sample at(double seconds) {
        return samples.stream()
                .filter(sample -> sample.seconds() >= seconds)
                .findFirst()
                .orElseGet(this::last);
    }

    private Sample last() {
        return samples.get(samples.size() - 1);
    }

    private static double cores(Sample from, Sample to) {
        return (to.cpuSeconds() - from.cpuSeconds()) / Math.max(1e-9, to.seconds() - from.seconds());
    }
}
