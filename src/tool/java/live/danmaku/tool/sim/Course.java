package live.danmaku.tool.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What happens to a cluster, phase after phase. Not thread-safe. */
final class Course {
    private static final int STEADY_SECONDS = 30;
    private static final int PATIENCE_SECONDS = 600;

    /** Half of {@code danmaku.drain.timeout}: within that all viewers have been closed. */
    private static final int DRAIN_SECONDS = 5;

    /** {@code danmaku.drain.group} in each {@code danmaku.drain.interval}. */
    private static final int DRAIN_PER_SECOND = 10_000;

    private final Scenario scenario;
    private final Setup setup;
    private final Costs costs;
    private final World world;

    Course(Scenario scenario, Setup setup, Costs costs) {
        this.scenario = scenario;
        this.setup = setup;
        this.costs = costs;
        this.world = new World(scenario, setup, costs);
    }

    World world() {
        return world;
    }

    /** The first so many phases of all. */
    List<PhaseReport> phases(int count) {
        return Stream.<Supplier<PhaseReport>>of(this::steady, this::loss, this::restart)
                .limit(count)
                .map(Supplier::get)
                .toList();
    }

    /** Nothing happens. */
    PhaseReport steady() {
        PhaseReport report = report("steady");
        pass(STEADY_SECONDS, report);
        return report;
    }

    /** Nodes are lost at once, and come back empty at the end. */
    PhaseReport loss() {
        PhaseReport report = report(setup.killed() + " killed");
        for (int node = 0; node < setup.killed(); node++) {
            world.kill(node);
        }
        report.seeAway(world.away());
        pass(setup.down(), report);
        for (int node = 0; node < setup.killed(); node++) {
            world.gates().open(node);
        }
        passUntilAllAreBack(report);
        return report;
    }

    /** All nodes are drained and started again, some at a time, the next when those have their full share of viewers. */
    PhaseReport restart() {
        PhaseReport report = report("restart by " + setup.wave());
        for (int first = 0; first < scenario.nodes(); first += setup.wave()) {
            int end = Math.min(first + setup.wave(), scenario.nodes());
            drain(first, end, report);
            pass(setup.down(), report);
            for (int node = first; node < end; node++) {
                world.gates().open(node);
            }
            pass(setup.slowStart(), report);
            passUntilAllAreBack(report);
        }
        return report;
    }

    private void drain(int first, int end, PhaseReport report) {
        List<int[]> viewers = new ArrayList<>();
        for (int node = first; node < end; node++) {
            world.gates().shut(node);
            viewers.add(world.cluster().viewersOf(node));
        }
        for (int second = 0; second < DRAIN_SECONDS; second++) {
            for (int[] ofNode : viewers) {
                closeGroup(ofNode, second);
            }
            pass(1, report);
        }
    }

    private void closeGroup(int[] viewers, int second) {
        int each = Math.max(DRAIN_PER_SECOND, (viewers.length + DRAIN_SECONDS - 1) / DRAIN_SECONDS);
        int end = Math.min(viewers.length, (second + 1) * each);
        for (int i = second * each; i < end; i++) {
            world.sendAway(viewers[i], 1 + (setup.spread() - 1.0) * i / viewers.length);
        }
    }

    private void pass(int seconds, PhaseReport report) {
        for (int i = 0; i < seconds; i++) {
            report.add(world.pass(), world);
        }
    }

    private void passUntilAllAreBack(PhaseReport report) {
        for (int i = 0; i < PATIENCE_SECONDS && world.away() > 0; i++) {
            pass(1, report);
        }
    }

    private PhaseReport report(String phase) {
        return new PhaseReport(phase, scenario, setup, costs);
    }
}
