package live.danmaku.tool.sim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the seconds of one phase add up to, and the worst of them. Not thread-safe. */
final class PhaseReport {
    private static final double MICROS = 1e6;
    private static final double BITS = 8;

    private final String phase;
    private final Setup setup;
    private final Costs costs;
    private final double[] frames;
    private final double[] bytesOut;
    private final double[] bytesIn;
    private final double[] micros;
    private final double[] memory;
    private final Map<Resource, Double> shares = new EnumMap<>(Resource.class);
    private double framesMost;
    private double nodeFramesMost;
    private double posts;
    private double published;
    private double deliveries;
    private double busIn;
    private double busOut;
    private double counts;
    private double busiestShard;
    private double recoveredFramesMost;
    private double recoveredBytesMost;
    private int connectsMost;
    private int awayMost;
    private int refused;
    private int notRecovered;
    private int longestAway;
    private int seconds;

    PhaseReport(String phase, Scenario scenario, Setup setup, Costs costs) {
        this.phase = phase;
        this.setup = setup;
        this.costs = costs;
        this.frames = new double[scenario.nodes()];
        this.bytesOut = new double[scenario.nodes()];
        this.bytesIn = new double[scenario.nodes()];
        this.micros = new double[scenario.nodes()];
        this.memory = new double[scenario.nodes()];
    }

    void add(Load load, World world) {
        seconds++;
        addTo(frames, load.frames);
        addTo(bytesOut, load.bytesOut);
        addTo(bytesIn, load.bytesIn);
        addTo(micros, load.micros);
        posts += sum(load.posts);
        framesMost = Math.max(framesMost, sum(load.frames));
        nodeFramesMost = Math.max(nodeFramesMost, most(load.frames));
        addBus(load.bus);
        addReturns(load, world);
        measure(load, world);
    }

    private void addBus(Bus bus) {
        published += bus.published();
        deliveries += bus.deliveries();
        busIn += bus.bytesIn();
        busOut += bus.bytesOut();
        counts += bus.countBytes();
        busiestShard += bus.busiestShard();
    }

    private void addReturns(Load load, World world) {
        recoveredFramesMost = Math.max(recoveredFramesMost, load.recoveredFrames);
        recoveredBytesMost = Math.max(recoveredBytesMost, load.recoveredBytes);
        connectsMost = Math.max(connectsMost, Arrays.stream(load.connects).max().orElse(0));
        seeAway(world.away());
        refused += load.refused;
        notRecovered += load.notRecovered;
        longestAway = Math.max(longestAway, load.longestAway);
    }

    /** So many are away at this moment. */
    void seeAway(int count) {
        awayMost = Math.max(awayMost, count);
    }

    private void measure(Load load, World world) {
        Setup.Machine machine = setup.machine();
        for (int node = 0; node < memory.length; node++) {
            memory[node] = costs.memoryBytes(world.cluster().online(node));
        }
        share(Resource.NODE_PROCESSORS, most(load.micros) / MICROS / machine.cores());
        share(Resource.NODE_OUT, gigabits(most(load.bytesOut)) / machine.gigabits());
        share(Resource.NODE_IN, gigabits(most(load.bytesIn)) / machine.gigabits());
        share(Resource.NODE_MEMORY, most(memory) / 1e9 / machine.gigabytes());
        share(Resource.NODE_CONNECTS, most(load.connects) / costs.of(UnitCost.CONNECTS));
        double brokerMicros = costs.of(setup.engine().broker());
        share(Resource.BROKER_PROCESSORS, load.bus.busiestDeliveries() * brokerMicros / MICROS / machine.brokerCores());
        share(Resource.BROKER_NETWORK, gigabits(load.bus.busiestBytes()) / machine.brokerGigabits());
    }

    private void share(Resource resource, double share) {
        shares.merge(resource, share, Math::max);
    }

    String phase() {
        return phase;
    }

    int seconds() {
        return seconds;
    }

    double framesPerSecond() {
        return sum(frames) / seconds;
    }

    double framesMost() {
        return framesMost;
    }

    double nodeFramesMost() {
        return nodeFramesMost;
    }

    double nodeFramesMedian() {
        return median(frames) / seconds;
    }

    double gigabitsOut() {
        return gigabits(sum(bytesOut) / seconds);
    }

    double gigabitsIn() {
        return gigabits(sum(bytesIn) / seconds);
    }

    double cores() {
        return sum(micros) / MICROS / seconds;
    }

    /** What a node uses of a resource at the most, in its own unit. */
    double nodeMost(Resource resource, double has) {
        return share(resource) * has;
    }

    double nodeGigabitsMedian() {
        return gigabits(median(bytesOut) / seconds);
    }

    double nodeCoresMedian() {
        return median(micros) / MICROS / seconds;
    }

    /** Memory of all nodes at the end. */
    double gigabytes() {
        return sum(memory) / 1e9;
    }

    double postsPerSecond() {
        return posts / seconds;
    }

    double messages() {
        return published / seconds;
    }

    double deliveries() {
        return deliveries / seconds;
    }

    double busMegabytesIn() {
        return busIn / seconds / 1e6;
    }

    double busMegabytesOut() {
        return busOut / seconds / 1e6;
    }

    /** What of {@link #busMegabytesOut} are counts of viewers. */
    double countMegabytes() {
        return counts / seconds / 1e6;
    }

    double brokerCores() {
        return deliveries / seconds * costs.of(setup.engine().broker()) / MICROS;
    }

    double busiestShard() {
        return busiestShard / seconds;
    }

    int awayMost() {
        return awayMost;
    }

    /** Seconds that anybody was away who came back. */
    int longestAway() {
        return longestAway;
    }

    int connectsMost() {
        return connectsMost;
    }

    int refused() {
        return refused;
    }

    int notRecovered() {
        return notRecovered;
    }

    double recoveredFramesMost() {
        return recoveredFramesMost;
    }

    double recoveredMegabytesMost() {
        return recoveredBytesMost / 1e6;
    }

    /** The part of what there is that the worst node or broker uses in the worst second; more than 1 is not possible. */
    double share(Resource resource) {
        return shares.getOrDefault(resource, 0.0);
    }

    /** All resources, the one with the largest share first. */
    List<Resource> byShare() {
        ToDoubleFunction<Resource> share = this::share;
        return Arrays.stream(Resource.values())
                .sorted(Comparator.comparingDouble(share).reversed())
                .toList();
    }

    private static double gigabits(double bytes) {
        return bytes * BITS / 1e9;
    }

    private static void addTo(double[] sums, double[] values) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    private static double most(int[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
