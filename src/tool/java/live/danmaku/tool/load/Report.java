package live.danmaku.tool.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import live.danmaku.tool.load.client.Returns;
import live.danmaku.tool.load.client.Traffic;
import live.danmaku.tool.load.script.Skipped;
import live.danmaku.tool.load.verify.Audit;
import live.danmaku.tool.load.verify.Findings;
import live.danmaku.tool.load.verify.Wire;

/**
 * All that a run found out.
 *
 * @param returns viewers that were cut off for them to come back
 * @param windowMillis the room's window, as the server named it
 * @param wire in how many different messages the batches came
 * @param latency of deliveries, from when a post was due to its arrival at each viewer
 * @param answers from when a post was due to its acknowledgement or refusal
 * @param received everything that arrived, the warm-up included
 * @param skipped lines of the comment file that were not posted
 */
public record Report(
        Settings settings,
        long windowMillis,
        Connections connections,
        Returns.Count returns,
        PostBook.Standing posts,
        Audit audit,
        Wire.Count wire,
        Percentiles latency,
        Percentiles answers,
        Measured measured,
        Traffic.Reading received,
        List<Skipped> skipped) {

    /**
     * How the connections fared; posters over WebSocket are viewers too.
     *
     * @param wanted viewers and posters that were to connect
     * @param connected those that did
     * @param compressing those that agreed on permessage-deflate
     * @param failed those that did not, by reason
     * @param closed those that ended before the run did, by close code
     * @param unreadable messages that are not what the protocol says
     */
    public record Connections(
            int wanted,
            int connected,
            long compressing,
            Map<String, Integer> failed,
            Map<Integer, Integer> closed,
            long unreadable) {}

    /** What is wrong, a sentence each; empty if nothing is. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        Findings found = audit.findings();
        say(problems, connections.wanted() - connections.connected(), "connections could not be opened");
        say(problems, returns.away(), "viewers that were cut off did not come back");
        say(problems, total(connections.closed()), "connections ended before the run did");
        say(problems, connections.unreadable(), "messages of the server are not what the protocol says");
        say(problems, found.lost(), "deliveries were lost");
        say(problems, found.duplicated(), "deliveries were duplicates");
        say(problems, found.disordered(), "deliveries were out of order");
        say(problems, found.altered(), "deliveries had another text or style than was posted");
        say(problems, found.unacknowledged(), "deliveries of this run's posts had an id that no answer named");
        say(problems, found.gaps(), "gaps were in the batches' numbers");
        say(problems, found.repeatedBatches(), "batches were repeated");
        say(problems, found.lateBatches(), "batches came after one with a higher number");
        say(problems, found.miscounted(), "batches did not add up to the ids that they cover");
        say(
                problems,
                settings.http() ? 0 : audit.unfair(),
                "batches showed less of a sender than of one who posted more");
        say(problems, audit.idClashes(), "ids were given to two posts");
        say(problems, audit.provenTooSoon(), "batches left within a window of another, by their danmaku's times");
        say(problems, posts.scheduled() - posts.sent(), "posts were not sent");
        say(problems, posts.unanswered(), "posts were neither accepted nor refused");
        say(problems, posts.answeredTwice(), "answers were for posts that had one already");
        say(problems, plain(), "connections were not compressed, though asked to be");
        if (posts.scheduled() > 0 && posts.accepted() == 0) {
            problems.add("no post was accepted");
        }
        return problems;
    }

    /** The same for a server whose clock jumped, which gave its danmaku times that do not tell when batches left. */
    public Report withoutTimes() {
        return new Report(
                settings,
                windowMillis,
                connections,
                returns,
                posts,
                audit.withoutTimes(),
                wire,
                latency,
                answers,
                measured,
                received,
                skipped);
    }

    private long plain() {
        return settings.offer().deflate() ? Math.max(0, connections.connected() - connections.compressing()) : 0;
    }

    String text() {
        return ReportText.of(this);
    }

    /** One line of JSON. */
    public String json() {
        return ReportJson.of(this);
    }

    private static int total(Map<Integer, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static void say(List<String> problems, long count, String what) {
        if (count != 0) {
            problems.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}
