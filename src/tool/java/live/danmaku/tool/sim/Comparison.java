package live.danmaku.tool.sim;

import static live.danmaku.tool.sim.Markdown.number;
import static live.danmaku.tool.sim.Markdown.percent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.sim.Markdown.Column;

/** The steady phase of one scenario, told in a line for each way to change it: {@code compare=usual,bus:nats,balancer:room+shards:256}. */
final class Comparison {
    private static final String USUAL = "usual";

    /** One line: what was changed, and what came of it. */
    private record Variant(String changes, PhaseReport steady) {}

    private Comparison() {}

    static String text(Options options) {
        List<Variant> variants = Stream.of(options.text("compare", USUAL).split(",", -1))
                .map(changes -> new Variant(changes, steady(options, changes)))
                .toList();
        return Markdown.table(
                variants,
                List.of(
                        new Column<>("changed", variant -> words(variant.changes())),
                        new Column<>("frames/s", variant -> number(variant.steady().framesPerSecond())),
                        new Column<>("Gbit/s out", variant -> number(variant.steady().gigabitsOut())),
                        new Column<>("cores", variant -> number(variant.steady().cores())),
                        new Column<>("bus messages/s", variant -> number(variant.steady().messages())),
                        new Column<>("deliveries/s", variant -> number(variant.steady().deliveries())),
                        new Column<>("MB/s", variant -> number(variant.steady().busMegabytesOut())),
                        new Column<>("of that counts", variant -> number(variant.steady().countMegabytes())),
                        new Column<>("runs out first", variant -> first(variant.steady()))));
    }

    private static PhaseReport steady(Options options, String changes) {
        Map<String, String> changed = changes(changes);
        Options all = options.with(changed);
        Scenario scenario = Scenario.read(all);
        return new Course(scenario, Setup.read(all, scenario), new Costs(all)).steady();
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
        return changes.equals(USUAL) ? "nothing" : "`-D" + changes.replace("+", " -D").replace(':', '=') + "`";
    }

    private static String first(PhaseReport steady) {
        Resource resource = steady.byShare().get(0);
        return percent(steady.share(resource)) + " of " + resource.words();
    }
}
