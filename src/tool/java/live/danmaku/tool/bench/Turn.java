package live.danmaku.tool.bench;

import live.danmaku.tool.load.Report;
import live.danmaku.tool.load.client.Traffic;

/**
 * One server's share in one round.
 *
 * @param report what the load tool found
 * @param usage what the server's process used
 */
record Turn(String server, int round, Report report, Usage usage) {
    /**
     * What a server's process used.
     *
     * @param cpuMicros processor time while it was measured
     * @param residentBytes memory at the end of that
     * @param bytesPerConnection memory for each idle connection; NaN if not known
     */
    record Usage(double cpuMicros, long residentBytes, double bytesPerConnection) {}

    private Traffic.Reading traffic() {
        return report.measured().traffic();
    }

    double microsPerFrame() {
        return ratio(usage.cpuMicros(), traffic().frames());
    }

    double microsPerDanmaku() {
        return ratio(usage.cpuMicros(), traffic().deliveries());
    }

    double framesPerSecond() {
        return report.measured().framesPerSecond();
    }

    double bytesPerSecond() {
        return report.measured().bytesPerSecond();
    }

    double bytesPerFrame() {
        return ratio((double) traffic().bytes(), traffic().frames());
    }

    double bytesPerDanmaku() {
        return ratio((double) traffic().bytes(), traffic().deliveries());
    }

    double p50() {
        return report.posts().accepted() == 0 ? Double.NaN : report.latency().p50();
    }

    double p99() {
        return report.posts().accepted() == 0 ? Double.NaN : report.latency().p99();
    }

    double residentMegabytes() {
        return usage.residentBytes() == 0 ? Double.NaN : usage.residentBytes() / 1e6;
    }

    double kilobytesPerConnection() {
        return usage.bytesPerConnection() / 1024;
    }

    long lost() {
        return report.audit().findings().lost() + report.audit().findings().missingBatches();
    }

    long duplicated() {
        return report.audit().findings().duplicated()
                + report.audit().findings().repeatedBatches();
    }

    /** Connections that ended too soon, or could not be made. */
    long closed() {
        Report.Connections connections = report.connections();
        long ended = connections.closed().values().stream()
                .mapToLong(Integer::longValue)
                .sum();
        return ended + connections.wanted() - connections.connected();
    }

    private static double ratio(double amount, long count) {
        return count == 0 ? Double.NaN : amount / count;
    }
}
