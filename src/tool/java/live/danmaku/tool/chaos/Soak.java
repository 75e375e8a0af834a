package live.danmaku.tool.chaos;

import java.io.PrintStream;
import java.util.Map;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.Tool;

/** The command {@code mvn -Psoak}: many viewers for a long time, some of whom come and go. */
public final class Soak {
    private Soak() {}

    public static void main(String[] args) {
        Tool.run(out -> {
            Terms terms = Terms.read(Options.ofThisProcess(), Terms.SOAK);
            Checks checks = new Checks();
            Target.Setup setup =
                    new Target.Setup("soak", Target.Setup.USUAL_HEARTBEAT, terms.heapMegabytes(), Map.of());
            try (Target target = Target.start(terms, setup)) {
                go(target, terms, checks, out);
            }
            out.println(checks.text());
            return checks.hold();
        });
    }

    /** Tries the server, and adds what was found to the checks. */
    static void go(Target target, Terms terms, Checks checks, PrintStream out) throws InterruptedException {
        out.println("soak on " + target.name() + ": " + terms + ", " + terms.churn() + " coming and going a second");
        new Trial("soak", target, terms, new Churn(terms.churn()), out).go(checks);
    }
}
