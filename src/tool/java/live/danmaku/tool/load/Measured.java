package live.danmaku.tool.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import live.danmaku.tool.load.client.Traffic;

/**
 * What went through in the time measured: from the end of the warm-up to the last post.
 *
 * @param seconds how long that was
 * @param traffic what arrived in it
 * @param toolCores processor cores that this process kept busy
 */
public record Measured(double seconds, Traffic.Reading traffic, double toolCores) {

    public double deliveriesPerSecond() {
        return traffic.deliveries() / seconds;
    }

    public double framesPerSecond() {
        return traffic.frames() / seconds;
    }

    public double bytesPerSecond() {
        return traffic.bytes() / seconds;
    }

    /** The counters at one moment. */
    record Mark(long nanos, long cpuNanos, Traffic.Reading traffic) {
        static Mark now(Traffic traffic) {
            return new Mark(System.nanoTime(), processNanos(), traffic.read());
        }

        Measured until(Mark end) {
            double passed = Math.max(1, end.nanos - nanos);
            return new Measured(passed / 1e9, end.traffic.since(traffic), (end.cpuNanos - cpuNanos) / passed);
        }

        private static long processNanos() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
        }
    }
}
