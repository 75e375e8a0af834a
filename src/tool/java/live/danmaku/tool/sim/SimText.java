package live.danmaku.tool.sim;

import static live.danmaku.tool.sim.Markdown.count;
import static live.danmaku.tool.sim.Markdown.number;
import static live.danmaku.tool.sim.Markdown.percent;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import live.danmaku.tool.sim.Markdown.Column;

/** A run as text: four tables and what a million viewers take. */
final class SimText {
    private static final int RESOURCES_TOLD = 3;
    private static final double MILLION = 1e6;

    private final Scenario scenario;
    private final Setup setup;
    private final List<PhaseReport> phases;

    SimText(Scenario scenario, Setup setup, List<PhaseReport> phases) {
        this.scenario = scenario;
        this.setup = setup;
        this.phases = phases;
    }

    String text() {
        return String.join("\n", head(), nodes(), bus(), returns(), resources(), million());
    }

    private String head() {
        return "%s nodes with %s viewers each, %s room%s, the largest with %s viewers; balancer %s; %s, %d shards, %d broker%s; %s danmaku a second written.\n"
                .formatted(
                        count(scenario.nodes()),
                        count(scenario.viewersPerNode()),
                        count(scenario.rooms()),
                        scenario.rooms() == 1 ? "" : "s",
                        count(scenario.audiences()[0]),
                        setup.balancer().name().toLowerCase(Locale.ROOT),
                        setup.engine().name().toLowerCase(Locale.ROOT),
                        setup.shards(),
                        setup.brokers(),
                        setup.brokers() == 1 ? "" : "s",
                        number(steady().postsPerSecond()));
    }

    private String nodes() {
        Setup.Machine machine = setup.machine();
        return Markdown.table(
                phases,
                List.of(
                        new Column<>("phase", PhaseReport::phase),
                        new Column<>("s", phase -> count(phase.seconds())),
                        new Column<>("frames/s, most", phase -> pair(phase.framesPerSecond(), phase.framesMost())),
                        new Column<>("Gbit/s out, in", phase -> pair(phase.gigabitsOut(), phase.gigabitsIn())),
                        new Column<>("cores", phase -> number(phase.cores())),
                        new Column<>(
                                "a node: frames/s, most",
                                phase -> pair(phase.nodeFramesMedian(), phase.nodeFramesMost())),
                        new Column<>(
                                "Gbit/s out, most",
                                phase -> pair(
                                        phase.nodeGigabitsMedian(),
                                        phase.nodeMost(Resource.NODE_OUT, machine.gigabits()))),
                        new Column<>(
                                "cores, most",
                                phase -> pair(
                                        phase.nodeCoresMedian(),
                                        phase.nodeMost(Resource.NODE_PROCESSORS, machine.cores())))));
    }

    private String bus() {
        return Markdown.table(
                phases,
                List.of(
                        new Column<>("bus", PhaseReport::phase),
                        new Column<>("messages/s", phase -> number(phase.messages())),
                        new Column<>("deliveries/s", phase -> number(phase.deliveries())),
                        new Column<>("MB/s in, out", phase -> pair(phase.busMegabytesIn(), phase.busMegabytesOut())),
                        new Column<>("of that counts", phase -> number(phase.countMegabytes())),
                        new Column<>("brokers' cores", phase -> number(phase.brokerCores())),
                        new Column<>("busiest shard", phase -> percent(phase.busiestShard()))));
    }

    private String returns() {
        return Markdown.table(
                phases,
                List.of(
                        new Column<>("coming back", PhaseReport::phase),
                        new Column<>("away, most", phase -> count(phase.awayMost())),
                        new Column<>("slowest back after s", phase -> count(phase.longestAway())),
                        new Column<>("connects/s on a node, most", phase -> count(phase.connectsMost())),
                        new Column<>("refused", phase -> count(phase.refused())),
                        new Column<>("recovered frames/s, most", phase -> number(phase.recoveredFramesMost())),
                        new Column<>("MB/s, most", phase -> number(phase.recoveredMegabytesMost())),
                        new Column<>("too late for the history", phase -> count(phase.notRecovered()))));
    }

    private String resources() {
        return Markdown.table(
                phases,
                List.of(
                        new Column<>("runs out first", PhaseReport::phase),
                        new Column<>("first", phase -> resource(phase, 0)),
                        new Column<>("second", phase -> resource(phase, 1)),
                        new Column<>("third", phase -> resource(phase, RESOURCES_TOLD - 1))));
    }

    private static String resource(PhaseReport phase, int place) {
        Resource resource = phase.byShare().get(place);
        return percent(phase.share(resource)) + " of " + resource.words();
    }

    private String million() {
        double millions = scenario.viewers() / MILLION;
        PhaseReport steady = steady();
        return Markdown.table(
                Stream.of(steady).toList(),
                List.of(
                        new Column<>("a million viewers", PhaseReport::phase),
                        new Column<>("cores", phase -> number(phase.cores() / millions)),
                        new Column<>("GB", phase -> number(phase.gigabytes() / millions)),
                        new Column<>("Gbit/s out", phase -> number(phase.gigabitsOut() / millions)),
                        new Column<>("in", phase -> number(phase.gigabitsIn() / millions)),
                        new Column<>("frames/s", phase -> number(phase.framesPerSecond() / millions)),
                        new Column<>("bus messages/s", phase -> number(phase.messages() / millions)),
                        new Column<>("deliveries/s", phase -> number(phase.deliveries() / millions)),
                        new Column<>("brokers' cores", phase -> number(phase.brokerCores() / millions)),
                        new Column<>(
                                "brokers' Gbit/s out",
                                phase -> number(phase.busMegabytesOut() * 8 / 1_000 / millions))));
    }

    private PhaseReport steady() {
        return phases.get(0);
    }

    private static String pair(double usual, double most) {
        return number(usual) + ", " + number(most);
    }
}
