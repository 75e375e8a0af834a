package live.danmaku.tool.sim;

import static live.danmaku.tool.sim.Markdown.count;
import static live.danmaku.tool.sim.Markdown.number;
import static live.danmaku.tool.sim.Markdown.percent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.sim.Markdown.Column;

/**
 * One scenario, told in a line for each way to change it: {@code compare=usual,bus:nats,balancer:room+shards:256}. It is the
 * steady phase that is told, and with {@code restart=true} the restart.
 */
final class Comparison {
    private static final String USUAL = "usual";

    /** One line: what was changed, and what came of it. */
    private record Variant(String changes, PhaseReport phase) {}

    private Comparison() {}

    static String text(Options options) {
        boolean restart = options.flag("restart");
        List<Variant> variants = Stream.of(options.text("compare", USUAL).split(",", -1))
                .map(changes -> new Variant(changes, phase(options, changes, restart)))
                .toList();
        return Markdown.table(variants, restart ? ofRestart() : ofSteady());
    }

    private static List<Column<Variant>> ofRestart() {
        return List.of(
                new Column<>("changed", variant -> words(variant.changes())),
                new Column<>("away, most", variant -> count(variant.phase().awayMost())),
                new Column<>(
                        "slowest back after s", variant -> count(variant.phase().longestAway())),
                new Column<>(
                        "connects/s on a node, most",
                        variant -> count(variant.phase().connectsMost())),
                new Column<>("refused", variant -> count(variant.phase().refused())),
                new Column<>(
                        "recovered frames/s, most",
                        variant -> number(variant.phase().recoveredFramesMost())),
                new Column<>(
                        "too late for the history",
                        variant -> count(variant.phase().notRecovered())),
                new Column<>("runs out first", variant -> first(variant.phase())));
    }

    private static List<Column<Variant>> ofSteady() {
        return List.of(
                new Column<>("changed", variant -> words(variant.changes())),
                new Column<>("frames/s", variant -> number(variant.phase().framesPerSecond())),
                new Column<>("Gbit/s out", variant -> number(variant.phase().gigabitsOut())),
                new Column<>("cores", variant -> number(variant.phase().cores())),
                new Column<>("bus messages/s", variant -> number(variant.phase().messages())),
                new Column<>("deliveries/s", variant -> number(variant.phase().deliveries())),
                new Column<>("MB/s", variant -> number(variant.phase().busMegabytesOut())),
                new Column<>("of that counts", variant -> number(variant.phase().countMegabytes())),
                new Column<>("runs out first", variant -> first(variant.phase())));
    }

    private static PhaseReport phase(Options options, String changes, boolean restart) {
        Map<String, String> changed = changes(changes);
        Options all = options.with(changed);
        Scenario scenario = Scenario.read(all);
        Course course = new Course(scenario, Setup.read(all, scenario), new Costs(all));
        return restart ? course.restart() : course.steady();
    }

    private static Map<String, String> changes(String text) {
        Map<String, String> changes = new HashMap<>();
        if (!text.equals(USUAL)) {
            for (String change : text.split("\\+", -1)) {
                String[] parts = change.split(":", 2);
                if (parts.length < 2) {
                    throw new StopException("-Dcompare: " + change + " must look like NAME:VALUE, or be " + USUAL);
                }
                changes.put(parts[0], parts[1]);
            }
        }
        return changes;
    }

    private static String words(String changes) {
        return changes.equals(USUAL)
                ? "nothing"
                : "`-D" + changes.replace("+", " -D").replace(':', '=') + "`";
    }

    private static String first(PhaseReport phase) {
        Resource resource = phase.byShare().get(0);
        return percent(phase.share(resource)) + " of " + resource.words();
    }
}
