package live.danmaku.tool.chaos;

import java.time.Duration;
import java.util.Map;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.Tool;

/** The command {@code mvn -Pflood}: a thousand connections post far over their limits, beside people who do not. */
public final class Flood {
    private Flood() {}

    public static void main(String[] args) {
        Tool.run(out -> {
            Options options = Options.ofThisProcess();
            Terms terms = Terms.read(options, Terms.FLOOD);
            int flooders = options.count("flooders", 1000, 1);
            int attempts = options.count("flood", 50_000, 1);
            Checks checks = new Checks();
            Target.Setup setup = new Target.Setup(
                    "flood", Duration.ofSeconds(30), terms.heapMegabytes(), Map.of(), /* limits= */ true);
            try (Target target = Target.start(terms, setup)) {
                out.println("flood on " + target.name() + ": " + terms + "; from the middle on " + flooders
                        + " connections that post " + attempts + " times a second");
                new Trial("flood", target, terms, new Flooders(target, terms, flooders, attempts), out).go(checks);
            }
            out.println(checks.text());
            return checks.hold();
        });
    }
}
