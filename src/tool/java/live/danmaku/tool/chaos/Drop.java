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
    /** Long enough to see the processor come to rest on a machine that takes half of it to bring everybody back. */
    private static final double SECONDS_BEFORE_END = 30;

    /** What is left of the 10 s in which all is to be as before, where the viewers take the 5 s that they are given. */
    private static final double SECONDS_TO_NORMAL = 5;

    private static final double NORMAL = 1.1;

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
        double slowest = returns.slowestMillis() / 1000;
        double normal = cpu.secondsToNormal(NORMAL);
        checks.note("the slowest was back after", String.format("%.2f s", slowest));
        checks.note("cores that were busy before", String.format("%.2f", cpu.before()));
        checks.note("and in each 2 s from the drop on", cpu.course());
        checks.note("within 10 % of before again after", String.format("%.2f s", normal));
        checks.atMost("and after the slowest was back", SECONDS_TO_NORMAL, Math.max(0, normal - slowest), "s");
    }
}
