package live.danmaku.tool.sim;

import java.util.Locale;
import java.util.stream.Stream;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.StopException;

/**
 * How the cluster is put together, and what goes wrong with it.
 *
 * @param balancer how viewers come to nodes
 * @param slowStart seconds over which a new node gets its full share of them
 * @param engine the broker
 * @param shards parts of the bus that a node subscribes to where it has viewers for them
 * @param brokers brokers that share the shards
 * @param packed whether a node sends one message a second for each shard, and not one for each room
 * @param killed nodes that are lost at once
 * @param wave nodes that restart together
 * @param spread seconds over which the viewers of a drained node are told to come back ({@code danmaku.drain.spread})
 * @param down seconds that a restart takes, the drain not included
 * @param machine what nodes and brokers have
 */
record Setup(
        Balancer balancer,
        int slowStart,
        Engine engine,
        int shards,
        int brokers,
        boolean packed,
        int killed,
        int wave,
        int spread,
        int down,
        Machine machine) {

    /**
     * What a node and a broker have of each resource; all of it assumed, it is the reader's to say.
     *
     * @param cores processors of a node
     * @param gigabytes its memory
     * @param gigabits its network, each way, a second
     * @param brokerCores processors of a broker that its work can be shared out to
     * @param brokerGigabits its network
     */
    record Machine(double cores, double gigabytes, double gigabits, double brokerCores, double brokerGigabits) {}

    static Setup read(Options options, Scenario scenario) {
        return new Setup(
                choice(options, "balancer", Balancer.TWO, Balancer.values()),
                options.count("slowstart", 20, 1),
                choice(options, "bus", Engine.ARTEMIS, Engine.values()),
                options.count("shards", 8, 1),
                options.count("brokers", 1, 1),
                options.choice("packed", false),
                atMost(options.count("killed", Math.min(1, scenario.nodes() - 1), 0), scenario.nodes() - 1, "killed"),
                atMost(options.count("wave", Math.max(1, scenario.nodes() / 10), 1), scenario.nodes(), "wave"),
                options.count("spread", 5, 1),
                options.count("down", 20, 1),
                new Machine(
                        options.number("node.cores", 4, 0.1),
                        options.number("node.gb", 8, 0.1),
                        options.number("node.gbit", 10, 0.1),
                        options.number("broker.cores", 8, 0.1),
                        options.number("broker.gbit", 10, 0.1)));
    }

    private static int atMost(int given, int most, String name) {
        if (given > most) {
            throw new StopException("-D" + name + "=" + given + " must be " + most + " or less");
        }
        return given;
    }

    private static <T extends Enum<T>> T choice(Options options, String name, T usual, T[] all) {
        String given = options.text(name, usual.name());
        return Stream.of(all)
                .filter(one -> one.name().equals(given.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new StopException("-D" + name + "=" + given + " is none: "
                        + String.join(
                                ", ",
                                Stream.of(all)
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .toList())
                        + " are there"));
    }
}
