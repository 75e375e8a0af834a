package live.danmaku.tool.chaos;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import live.danmaku.tool.load.Phases;
import live.danmaku.tool.load.Report;
import live.danmaku.tool.load.Run;
import live.danmaku.tool.load.Scene;
import live.danmaku.tool.load.Settings;
import live.danmaku.tool.load.script.SteadyScript;
import live.danmaku.tool.server.ProcessMeter;

/**
 * One run under trouble, and what is checked of every such run: what each viewer got, the server's accounts, and what its
 * process holds at the end that it did not hold when the warm-up was over.
 *
 * <p>Threading: belongs to the command's thread.
 */
final class Trial implements Phases {
    private static final double DRAIN_SECONDS = 15;
    private static final int TAGS = 36 * 36 * 36;
    private static final int PAUSE_MILLIS = 250;

    /** A server keeps the threads of a rush for a minute, WildFly as Payara. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    /** Files that a server opens, and threads that it starts, when it first needs them. */
    private static final long SLACK = 24;

    private final String name;
    private final Target target;
    private final Terms terms;
    private final Trouble trouble;
    private final PrintStream out;
    private Holdings first = new Holdings(0, 0, 0);
    private Holdings last = first;
    private long connected;
    private long timersAtRest;

    Trial(String name, Target target, Terms terms, Trouble trouble, PrintStream out) {
        this.name = name;
        this.target = target;
        this.terms = terms;
        this.trouble = trouble;
        this.out = out;
    }

    /** Runs it, and adds what was found to the checks. */
    Report go(Checks checks) throws InterruptedException {
        Accounts before = Accounts.read(target.httpUrl());
        timersAtRest = Holdings.timers(target.pid());
        String tag = Integer.toString(ThreadLocalRandom.current().nextInt(TAGS), Character.MAX_RADIX);
        SteadyScript script = new SteadyScript(terms.rate(), terms.warmup() + terms.seconds(), terms.posters(), tag);
        Report report = Run.of(settings(), script, this, out);
        trouble.over();
        Accounts after = awaitNobody();
        checks.heading(name);
        deliveries(checks, trouble.movesTheClock() ? report.withoutTimes() : report);
        after.check(checks, before, report.posts().accepted() + trouble.accepted());
        process(checks);
        trouble.check(checks, report);
        return report;
    }

    private Settings settings() {
        return new Settings(
                name,
                target.url(),
                "trial",
                terms.rooms(),
                terms.viewers(),
                false,
                terms.warmup(),
                DRAIN_SECONDS,
                terms.offer(),
                null);
    }

    private Accounts awaitNobody() throws InterruptedException {
        long start = System.nanoTime();
        Accounts now = Accounts.read(target.httpUrl());
        while (now.viewers() + now.pending() > 0 && System.nanoTime() - start < PATIENCE_NANOS) {
            Thread.sleep(PAUSE_MILLIS);
            now = Accounts.read(target.httpUrl());
        }
        return now;
    }

    private static void deliveries(Checks checks, Report report) {
        var found = report.audit().findings();
        checks.note(
                "viewers verified", String.format("%,d", report.connections().connected()));
        checks.note("deliveries expected", String.format("%,d", found.expected()));
        checks.equal("deliveries lost", 0, found.lost());
        checks.equal("deliveries doubled", 0, found.duplicated());
        List<String> problems = report.problems();
        checks.add(
                "all else that is verified",
                "no fault",
                problems.isEmpty() ? "no fault" : String.join("; ", problems),
                problems.isEmpty());
        if (!report.connections().closed().isEmpty()) {
            checks.note("  closed with", report.connections().closed().toString());
        }
        report.audit().examples().forEach(example -> checks.note("  " + example, ""));
        checks.note(
                "latency p50, p99",
                String.format(
                        "%.0f, %.0f ms",
                        report.latency().p50(), report.latency().p99()));
    }

    private void process(Checks checks) throws InterruptedException {
        double growth = 100.0 * (last.liveBytes() - first.liveBytes()) / first.liveBytes();
        checks.note("live heap", String.format("%.2f to %.2f MB", first.liveBytes() / 1e6, last.liveBytes() / 1e6));
        checks.atMost("live heap's growth", terms.growth(), growth, "%");
        long idleFiles = first.files() - connected;
        ProcessMeter meter = new ProcessMeter(target.pid());
        checks.atMost(
                "descriptors without viewers", idleFiles + SLACK, awaitAtMost(idleFiles + SLACK, meter::openFiles));
        checks.note("threads at the end of the trouble", String.format("%,d", last.threads()));
        long threads = first.threads() + SLACK;
        checks.atMost("threads without viewers", threads, awaitAtMost(threads, meter::threads));
        long timers = timersAtRest + SLACK;
        checks.atMost(
                "tasks and timers without viewers", timers, awaitAtMost(timers, () -> Holdings.timers(target.pid())));
        checks.atMost("viewers left in memory", SLACK, Holdings.outboxes(target.pid()));
    }

    /** A connection may be an interval of the heartbeat in closing before it is dropped, and a thread idle before it ends. */
    private static long awaitAtMost(long limit, LongSupplier figure) throws InterruptedException {
        long start = System.nanoTime();
        long now = figure.getAsLong();
        while (now > limit && System.nanoTime() - start < PATIENCE_NANOS) {
            Thread.sleep(PAUSE_MILLIS);
            now = figure.getAsLong();
        }
        return now;
    }

    @Override
    public void connected() throws InterruptedException {
        trouble.connected();
    }

    @Override
    public void begins() throws InterruptedException {
        first = Holdings.of(target.pid());
        connected = Accounts.read(target.httpUrl()).viewers();
        trouble.begins();
    }

    @Override
    public void passes(Scene scene) throws InterruptedException {
        trouble.passes(scene);
    }

    @Override
    public void ends() throws InterruptedException {
        trouble.ends();
        last = Holdings.of(target.pid());
    }
}
