package live.danmaku.tool.load;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Map;
import java.util.stream.Collectors;
import live.danmaku.tool.load.script.Skipped;
import live.danmaku.tool.load.verify.Audit;
import live.danmaku.tool.load.verify.Findings;
import live.danmaku.tool.load.verify.Wire;

/** Writes a report for programs: one line of JSON. */
final class ReportJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private ReportJson() {}

    static String of(Report report) {
        Settings settings = report.settings();
        Report.Connections connections = report.connections();
        return JSON.createObjectBuilder()
                .add("tool", settings.name())
                .add("url", settings.url().toString())
                .add("via", settings.http() ? "http" : "ws")
                .add("subprotocol", settings.offer().subprotocol())
                .add("deflate", settings.offer().deflate())
                .add("rooms", settings.rooms())
                .add("viewers", settings.viewers())
                .add(
                        "connections",
                        JSON.createObjectBuilder()
                                .add("wanted", connections.wanted())
                                .add("connected", connections.connected())
                                .add("compressing", connections.compressing())
                                .add("failed", counts(connections.failed()))
                                .add("closed", counts(connections.closed()))
                                .add("unreadable", connections.unreadable()))
                .add(
                        "returns",
                        JSON.createObjectBuilder()
                                .add("cut", report.returns().cut())
                                .add("back", report.returns().back())
                                .add("recovered", report.returns().recovered())
                                .add("retries", report.returns().retries())
                                .add("slowestMillis", report.returns().slowestMillis()))
                .add("posts", posts(report.posts()))
                .add("deliveries", deliveries(report.audit().findings()))
                .add("viewersWithFaults", report.audit().viewersWithFaults())
                .add("batches", batches(report.audit()))
                .add(
                        "windows",
                        JSON.createObjectBuilder()
                                .add("millis", report.windowMillis())
                                .add("leftTooSoon", report.audit().provenTooSoon())
                                .add("arrivedTooClose", report.audit().arrivedTooClose())
                                .add("mostFrames", report.audit().mostInWindow()))
                .add("latencyMillis", percentiles(report.latency()))
                .add("answerMillis", percentiles(report.answers()))
                .add("measured", measured(report.measured()))
                .add("bytesPerFrame", report.received().bytesPerFrame())
                .add("bytesPerDanmaku", report.received().bytesPerDanmaku())
                .add("plainBytesPerFrame", report.received().plainBytesPerFrame())
                .add("plainBytesPerDanmaku", report.received().plainBytesPerDanmaku())
                .add("bytesInFrames", report.received().bytes())
                .add("bytesRead", report.received().readBytes())
                .add("wire", wire(report.wire()))
                .add(
                        "skippedLines",
                        counts(report.skipped().stream()
                                .collect(Collectors.toMap(Skipped::kind, one -> 1, Integer::sum))))
                .add("problems", JSON.createArrayBuilder(report.problems()))
                .add("passed", report.problems().isEmpty())
                .build()
                .toString();
    }

    private static JsonObjectBuilder posts(PostBook.Standing posts) {
        return JSON.createObjectBuilder()
                .add("scheduled", posts.scheduled())
                .add("sent", posts.sent())
                .add("late", posts.late())
                .add("latestMillis", posts.latestMillis())
                .add("accepted", posts.accepted())
                .add("refused", counts(posts.refused()))
                .add("unanswered", posts.unanswered())
                .add("answeredTwice", posts.answeredTwice());
    }

    private static JsonObjectBuilder deliveries(Findings found) {
        return JSON.createObjectBuilder()
                .add("expected", found.expected())
                .add("delivered", found.delivered())
                .add("leftOut", found.leftOut())
                .add("lost", found.lost())
                .add("duplicated", found.duplicated())
                .add("outOfOrder", found.disordered())
                .add("altered", found.altered())
                .add("unacknowledged", found.unacknowledged())
                .add("foreign", found.foreign());
    }

    private static JsonObjectBuilder batches(Audit audit) {
        return JSON.createObjectBuilder()
                .add("distinct", audit.batches())
                .add("gaps", audit.findings().gaps())
                .add("missing", audit.findings().missingBatches())
                .add("repeated", audit.findings().repeatedBatches())
                .add("late", audit.findings().lateBatches())
                .add("announcedSkips", audit.announcedSkips())
                .add("miscounted", audit.findings().miscounted())
                .add("unfair", audit.unfair())
                .add("idClashes", audit.idClashes());
    }

    private static JsonObjectBuilder wire(Wire.Count wire) {
        return JSON.createObjectBuilder()
                .add("batches", wire.batches())
                .add("frames", wire.frames())
                .add("compressed", wire.compressed())
                .add("identical", wire.identical());
    }

    private static JsonObjectBuilder percentiles(Percentiles of) {
        return JSON.createObjectBuilder()
                .add("p50", of.p50())
                .add("p90", of.p90())
                .add("p99", of.p99())
                .add("p999", of.p999())
                .add("max", of.max());
    }

    private static JsonObjectBuilder measured(Measured measured) {
        return JSON.createObjectBuilder()
                .add("seconds", measured.seconds())
                .add("deliveriesPerSecond", measured.deliveriesPerSecond())
                .add("framesPerSecond", measured.framesPerSecond())
                .add("bytesPerSecond", measured.bytesPerSecond())
                .add("toolCores", measured.toolCores());
    }

    private static JsonObjectBuilder counts(Map<?, Integer> counts) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        counts.forEach((key, count) -> json.add(String.valueOf(key), count));
        return json;
    }
}
