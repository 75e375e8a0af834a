package live.danmaku.tool.chaos;

import java.io.PrintStream;
import java.util.Map;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.Tool;

/** The command {@code mvn -Pstorm}: all viewers lose their connection at once, and come back for what they missed. */
public final class Storm {
    private Storm() {}

    public static void main(String[] args) {
        Tool.run(out -> {
            Terms terms = Terms.read(Options.ofThisProcess(), Terms.STORM);
            Checks checks = new Checks();
            Target.Setup setup =
                    new Target.Setup("storm", Target.Setup.USUAL_HEARTBEAT, terms.heapMegabytes(), Map.of());
            try (Target target = Target.start(terms, setup)) {
                go(target, terms, checks, out);
            }
            out.println(checks.text());
            return checks.hold();
        });
    }

    /** Tries the server, and adds what was found to the checks. */
    static void go(Target target, Terms terms, Checks checks, PrintStream out) throws InterruptedException {
        out.println("storm on " + target.name() + ": " + terms + ", all back within " + terms.within() + " s");
        new Trial("storm", target, terms, new Drop(target, terms), out).go(checks);
    }
}
