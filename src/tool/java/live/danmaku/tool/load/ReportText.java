package live.danmaku.tool.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import live.danmaku.tool.load.client.Returns;
import live.danmaku.tool.load.client.Traffic;
import live.danmaku.tool.load.script.Skipped;
import live.danmaku.tool.load.verify.Audit;
import live.danmaku.tool.load.verify.Findings;
import live.danmaku.tool.load.verify.Wire;

/** Writes a report for people. */
final class ReportText {
    private static final int MOST_SKIPPED_LINES = 20;

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private ReportText(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        return new ReportText(report).write();
    }

    private String write() {
        connections();
        posts();
        deliveries();
        windows();
        figures();
        skipped();
        verdict();
        return text.toString();
    }

    private void connections() {
        Report.Connections connections = report.connections();
        line("connections", "%,d of %,d opened", connections.connected(), connections.wanted());
        if (report.settings().offer().deflate()) {
            line("  compressed", "%,d by permessage-deflate", connections.compressing());
        }
        lines("  failed", connections.failed());
        lines("  closed with", connections.closed());
        Returns.Count returns = report.returns();
        if (returns.cut() > 0) {
            line(
                    "  cut off",
                    "%,d; %,d came back, the slowest after %,.0f ms, %,d attempts failed; %,d were promised what they missed",
                    returns.cut(),
                    returns.back(),
                    returns.slowestMillis(),
                    returns.retries(),
                    returns.recovered());
        }
    }

    private void posts() {
        PostBook.Standing posts = report.posts();
        line(
                "posts",
                "%,d sent, %,d accepted, %,d refused, %,d unanswered",
                posts.sent(),
                posts.accepted(),
                posts.refusedInAll(),
                posts.unanswered());
        lines("  refused", posts.refused());
        line(
                "  sent late",
                "%,d by more than %d ms, the latest by %.1f ms",
                posts.late(),
                PostBook.LATE_NANOS / 1_000_000,
                posts.latestMillis());
    }

    private void deliveries() {
        Findings found = report.audit().findings();
        line(
                "deliveries",
                "%,d expected, %,d made, %,d counted by their batches as combined or left out",
                found.expected(),
                found.delivered(),
                found.leftOut());
        line(
                "  faults",
                "%,d lost, %,d duplicated, %,d out of order, %,d altered; in %,d of %,d viewers",
                found.lost(),
                found.duplicated(),
                found.disordered(),
                found.altered(),
                report.audit().viewersWithFaults(),
                report.connections().connected());
        if (found.unacknowledged() + found.foreign() > 0) {
            line(
                    "  not of this run",
                    "%,d by others, %,d under an id that no answer named",
                    found.foreign(),
                    found.unacknowledged());
        }
        line(
                "batches",
                "%,d distinct; %,d gaps (%,d batches missing), %,d repeated, %,d late; %,d announced as left out",
                report.audit().batches(),
                found.gaps(),
                found.missingBatches(),
                found.repeatedBatches(),
                found.lateBatches(),
                report.audit().announcedSkips());
    }

    private void windows() {
        Audit audit = report.audit();
        line(
                "windows",
                "%,d ms; %,d batches left too soon by their danmaku's times",
                report.windowMillis(),
                audit.provenTooSoon());
        line(
                "  arrivals",
                "at most %d frames within a window less 10 %%; %,d frames came so close to the one before",
                audit.mostInWindow(),
                audit.arrivedTooClose());
    }

    private void figures() {
        percentiles("latency", report.latency(), "every delivery, from when its post was due");
        percentiles("answers", report.answers(), "from when a post was due");
        Measured measured = report.measured();
        line(
                "throughput",
                "%,.0f deliveries/s, %,.0f frames/s, %,.1f MB/s over %.1f s",
                measured.deliveriesPerSecond(),
                measured.framesPerSecond(),
                measured.bytesPerSecond() / 1e6,
                measured.seconds());
        sizes();
        line("this tool", "%.2f cores", measured.toolCores());
    }

    private void sizes() {
        Traffic.Reading received = report.received();
        line(
                "sizes",
                "%,.0f bytes a frame on the wire, %.1f bytes a danmaku",
                received.bytesPerFrame(),
                received.bytesPerDanmaku());
        if (report.settings().offer().compressed()) {
            line(
                    "  inflated",
                    "%,.0f bytes a frame, %.1f bytes a danmaku",
                    received.plainBytesPerFrame(),
                    received.plainBytesPerDanmaku());
        }
        line(
                "  all bytes",
                "%,d read: %,d in %,d frames, %,d in handshakes, answers and the like",
                received.readBytes(),
                received.bytes(),
                received.frames(),
                received.readBytes() - received.bytes());
        Wire.Count wire = report.wire();
        line(
                "wire frames",
                wire.identical()
                        ? "identical: %,d batches in %,d different messages, %,d of them compressed"
                        : "not identical: %,d batches in %,d different messages, %,d of them compressed",
                wire.batches(),
                wire.frames(),
                wire.compressed());
    }

    private void percentiles(String what, Percentiles of, String note) {
        line(
                what,
                "p50 %,.1f  p90 %,.1f  p99 %,.1f  p99.9 %,.1f  max %,.1f ms (%s)",
                of.p50(),
                of.p90(),
                of.p99(),
                of.p999(),
                of.max(),
                note);
    }

    private void skipped() {
        List<Skipped> skipped = report.skipped();
        if (skipped.isEmpty()) {
            return;
        }
        Map<Skipped.Kind, Long> kinds =
                skipped.stream().collect(Collectors.groupingBy(Skipped::kind, Collectors.counting()));
        line("not posted", "%,d lines of the file: %s", skipped.size(), kinds);
        skipped.stream().limit(MOST_SKIPPED_LINES).forEach(one -> line("", "line %d: %s", one.line(), one.reason()));
        if (skipped.size() > MOST_SKIPPED_LINES) {
            line("", "and %,d more", skipped.size() - MOST_SKIPPED_LINES);
        }
    }

    private void verdict() {
        List<String> problems = report.problems();
        if (problems.isEmpty()) {
            text.append(format(
                    "PASSED: each of the %,d accepted danmaku reached every viewer of its room once, in order, as posted%s.",
                    report.posts().accepted(),
                    report.audit().findings().leftOut() > 0
                            ? ", or was counted by its batch as combined or left out"
                            : ""));
            return;
        }
        text.append("FAILED: ").append(String.join("; ", problems)).append('.');
        report.audit().examples().forEach(example -> text.append("\n  ").append(example));
    }

    private void lines(String what, Map<?, Integer> counts) {
        counts.forEach((key, count) -> line(what, "%s: %,d", key, count));
    }

    private void line(String what, String form, Object... values) {
        text.append(format("%-18s", what)).append(format(form, values)).append('\n');
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
