package live.danmaku.tool.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.load.Tool;
import live.danmaku.tool.sim.Markdown.Column;

/** The command {@code mvn -q -Psim}: docs/capacity.md has its options. */
public final class Sim {

    private Sim() {}

    public static void main(String[] arguments) {
        Tool.run(out -> {
            Options options = Options.ofThisProcess();
            String document = options.text("document", "");
            if (document.isEmpty()) {
                out.print(text(options));
            } else {
                renew(Path.of(document));
            }
            return true;
        });
    }

    private static void renew(Path document) {
        try {
            Files.writeString(document, CapacityDocument.renewed(Files.readString(document)));
        } catch (IOException e) {
            throw new StopException("-Ddocument=" + document + " cannot be read and written: " + e, e);
        }
    }

    /** What a run with these options prints; {@code show=costs} has the unit costs in place of a run. */
    static String text(Options options) {
        if (options.text("show", "").equals("costs")) {
            return costs();
        }
        if (!options.text("compare", "").isEmpty()) {
            return Comparison.text(options);
        }
        Scenario scenario = Scenario.read(options);
        Setup setup = Setup.read(options, scenario);
        List<PhaseReport> phases =
                new Course(scenario, setup, new Costs(options)).phases(options.count("phases", 3, 1));
        return new SimText(scenario, setup, phases).text();
    }

    private static String costs() {
        return Markdown.table(
                Arrays.asList(UnitCost.values()),
                List.of(
                        new Column<>("`-Dcost.`", cost -> "`" + cost.key() + "`"),
                        new Column<>("", UnitCost::what),
                        new Column<>("value", cost -> Markdown.number(cost.value()) + " " + cost.unit()),
                        new Column<>("from", cost -> cost.source().link())));
    }
}
