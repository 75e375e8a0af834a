package live.danmaku.tool.chaos;

import live.danmaku.tool.load.Report;
import live.danmaku.tool.load.Scene;
import live.danmaku.tool.load.client.Returns;
import live.danmaku.tool.server.ProcessMeter;

/**
 * All viewers are cut off at once, some time before the run's end, and come back; the server's processor time is to be what
 * it was before by then.
 *
 * <p>Threading: belongs to the run's thread.
 */
final class Drop implements Trouble {
    /** By then all is to be as it was before. */
    static final double SECONDS_BEFORE_END = 10;

    private final Terms terms;
    private final CpuTrace cpu;
    private boolean dropped;

    Drop(Target target, Terms terms) {
        this.terms = terms;
        this.cpu = new CpuTrace(new ProcessMeter(target.pid()));
    }

    @Override
    public void passes(Scene scene) {
        double seconds = scene.seconds();
        cpu.sample();
        if (!dropped && seconds >= terms.warmup() + terms.seconds() - afterwards()) {
            dropped = true;
            cpu.mark();
            scene.cutAll((long) (terms.within() * 1000));
        }
    }

    /** A short run has its drop in the middle. */
    private double afterwards() {
        return Math.min(SECONDS_BEFORE_END, terms.seconds() / 2);
    }

    @Override
    public void check(Checks checks, Report report) {
        Returns.Count returns = report.returns();
        checks.add("viewers cut off", "> 0", Integer.toString(returns.cut()), returns.cut() > 0);
        checks.equal("of them back", returns.cut(), returns.back());
        checks.equal("of them recovered", returns.cut(), returns.recovered());
        checks.note("attempts that failed and were made again", Integer.toString(returns.retries()));
        checks.note("the slowest was back after", String.format("%.2f s", returns.slowestMillis() / 1000));
        checks.note(
                "processor before, and most after", String.format("%.2f, %.2f cores", cpu.before(), cpu.mostAfter()));
        checks.atMost("processor within 10 % of before again after", afterwards(), cpu.secondsToNormal(1.1), "s");
    }
}
