package live.danmaku.tool.load;

import org.HdrHistogram.Histogram;

/** What is told of a distribution of times, in milliseconds. */
public record Percentiles(double p50, double p90, double p99, double p999, double max) {
    static Percentiles ofMicros(Histogram micros) {
        return new Percentiles(
                millis(micros, 50), millis(micros, 90), millis(micros, 99), millis(micros, 99.9), millis(micros, 100));
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
