package live.danmaku.tool.chaos;

import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.Tool;

/** The command {@code mvn -Pchaos}: one kind of chaos, or each in turn on a server of its own. */
public final class Chaos {
    private Chaos() {}

    public static void main(String[] args) {
        Tool.run(out -> {
            Options options = Options.ofThisProcess();
            Terms terms = Terms.read(options, Terms.CHAOS);
            Checks checks = new Checks();
            for (Kind kind : Kind.named(options.text("chaos", "all"))) {
                out.println(kind.option() + ": " + terms);
                try (Target target = Target.start(terms, kind.setup(terms))) {
                    kind.go(target, terms, checks, out);
                }
            }
            out.println(checks.text());
            return checks.hold();
        });
    }
}
