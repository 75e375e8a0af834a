package live.danmaku.tool.sim;

import java.util.Arrays;
import live.danmaku.tool.sim.Absentees.Absent;

/**
 * The cluster as time passes, a second and a window of the rooms at a time. Not thread-safe.
 *
 * <p>What a viewer posts is on its node at once and on the others with that node's next message, so that a room's batch
 * has the same number of danmaku on all nodes; that it is a window later elsewhere changes no figure here.
 */
final class World {
    private static final int HISTORY_SECONDS = 60;
    private static final double COUNTS_SECONDS = 5;

    private final Scenario scenario;
    private final Setup setup;
    private final Costs costs;
    private final Dice dice;
    private final Cluster cluster;
    private final Gates gates;
    private final Absentees absentees = new Absentees();
    private final long[] framesOf;
    private final double[] bytesOf;
    /** Danmaku of the room in hand that each node has put on the bus. */
    private final int[] told;

    /** Viewers of the room in hand on each node. */
    private final int[] watching;

    private final double acknowledgement;
    private final double remoteMicros;
    private final double relayedBytes;
    private int now;

    /** A cluster with everybody on it. */
    World(Scenario scenario, Setup setup, Costs costs) {
        this.scenario = scenario;
        this.setup = setup;
        this.costs = costs;
        this.dice = new Dice(scenario.seed());
        this.cluster = new Cluster(scenario, setup.shards(), dice);
        this.gates = new Gates(scenario.nodes(), setup.slowStart(), costs.of(UnitCost.CONNECTS));
        this.framesOf = new long[scenario.rooms()];
        this.bytesOf = new double[scenario.rooms()];
        this.told = new int[scenario.nodes()];
        this.watching = new int[scenario.nodes()];
        this.acknowledgement = costs.of(UnitCost.PACKET_HEADER);
        this.remoteMicros = costs.of(UnitCost.REMOTE_DANMAKU);
        this.relayedBytes = costs.of(UnitCost.RELAYED_BYTES);
        for (int viewer = 0; viewer < cluster.viewers(); viewer++) {
            cluster.join(viewer, setup.balancer().choose(cluster.roomOf(viewer), cluster, gates, dice));
        }
    }

    Cluster cluster() {
        return cluster;
    }

    Gates gates() {
        return gates;
    }

    int away() {
        return absentees.count();
    }

    /** A node ends without a word: its viewers' connections break. */
    void kill(int node) {
        gates.shut(node);
        for (int viewer : cluster.viewersOf(node)) {
            absentees.cutOff(leaving(viewer), now, dice);
        }
    }

    /** A drained node tells a viewer when to come back. */
    void sendAway(int viewer, double retryAfter) {
        absentees.sentAway(leaving(viewer), now, retryAfter, dice);
    }

    private Absent leaving(int viewer) {
        cluster.leave(viewer);
        int room = cluster.roomOf(viewer);
        return new Absent(viewer, now, 0, framesOf[room], bytesOf[room]);
    }

    /** What happens in the next second. */
    Load pass() {
        now++;
        gates.at(now);
        Load load = new Load(scenario.nodes(), newBus());
        for (Absent absent : absentees.due(now)) {
            comeBack(absent, load);
        }
        sendWindows(posts(load), load);
        beat(load);
        if (scenario.nodes() > 1) {
            load.bus.deliver(cluster, load, costs.of(setup.engine().node()));
            tellCounts(load);
        }
        return load;
    }

    private Bus newBus() {
        return new Bus(scenario.nodes(), setup.shards(), setup.brokers(), setup.packed());
    }

    private void comeBack(Absent absent, Load load) {
        if (!gates.isAnyOpen()) {
            absentees.cutOff(absent.refused(), now, dice);
            return;
        }
        int room = cluster.roomOf(absent.viewer());
        int node = setup.balancer().choose(room, cluster, gates, dice);
        load.connects[node]++;
        if (!gates.admits(node)) {
            load.refused++;
            absentees.cutOff(absent.refused(), now, dice);
            return;
        }
        cluster.join(absent.viewer(), node);
        load.micros[node] += costs.joinMicros();
        load.longestAway = Math.max(load.longestAway, now - absent.since());
        if (now - absent.since() > HISTORY_SECONDS) {
            load.notRecovered++;
        } else {
            recover(room, node, absent, load);
        }
    }

    /** Sends what a viewer has missed, out of the history of the node that it comes to. */
    private void recover(int room, int node, Absent absent, Load load) {
        long missed = framesOf[room] - absent.frames();
        if (missed > 0) {
            double bytes = bytesOf[room] - absent.bytes();
            load.recoveredFrames += missed;
            load.recoveredBytes += bytes;
            load.send(node, (double) missed, bytes / missed, costs.frameMicros(bytes / missed), acknowledgement);
        }
    }

    /** Who posts in this second: each as room times nodes plus node, in order. Nobody posts while away. */
    private int[] posts(Load load) {
        int[] places = new int[dice.events(scenario.posts() * cluster.viewers())];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            int viewer = dice.below(cluster.viewers());
            if (!cluster.isAway(viewer)) {
                int node = cluster.placeOf(viewer);
                places[count++] = cluster.roomOf(viewer) * scenario.nodes() + node;
                load.posts[node]++;
                load.micros[node] += costs.postMicros();
                load.bytesIn[node] += costs.wireBytes(costs.of(UnitCost.POST_BYTES));
            }
        }
        int[] posts = Arrays.copyOf(places, count);
        Arrays.sort(posts);
        return posts;
    }

    private void sendWindows(int[] posts, Load load) {
        int from = 0;
        while (from < posts.length) {
            int room = posts[from] / scenario.nodes();
            int to = from;
            while (to < posts.length && posts[to] / scenario.nodes() == room) {
                to++;
            }
            sendWindow(room, posts, from, to, load);
            from = to;
        }
    }

    /** A room with the posts from one place to another: to the bus what each node has, to viewers what is shown of all. */
    private void sendWindow(int room, int[] posts, int from, int to, Load load) {
        int onTheBus = tellBus(room, posts, from, to, load.bus);
        int origins = origins(posts, from, to);
        int shown = scenario.shown(to - from);
        double roomMicros = costs.roomMicros(shown);
        double fromHere = costs.frameBytes(shown) + (origins - 1) * relayedBytes;
        double fromElsewhere = fromHere + relayedBytes;
        double wireFromHere = costs.wireBytes(fromHere);
        double wireFromElsewhere = costs.wireBytes(fromElsewhere);
        double microsFromHere = costs.frameMicros(fromHere);
        double microsFromElsewhere = costs.frameMicros(fromElsewhere);
        cluster.present(room, watching);
        for (int node = 0; node < told.length; node++) {
            boolean here = told[node] > 0 || told.length == 1;
            load.send(
                    node,
                    watching[node],
                    here ? wireFromHere : wireFromElsewhere,
                    here ? microsFromHere : microsFromElsewhere,
                    acknowledgement);
            int there = Math.min(watching[node], 1);
            load.micros[node] += there * (roomMicros + (onTheBus - told[node]) * remoteMicros);
        }
        Arrays.fill(told, 0);
        framesOf[room]++;
        bytesOf[room] += wireFromElsewhere;
    }

    /** Nodes on which something of this was posted. */
    private static int origins(int[] posts, int from, int to) {
        int origins = 1;
        for (int i = from + 1; i < to; i++) {
            origins += posts[i] == posts[i - 1] ? 0 : 1;
        }
        return origins;
    }

    /** One message for each node with posts, no larger than what can be shown of it; how many danmaku they have. */
    private int tellBus(int room, int[] posts, int from, int to, Bus bus) {
        if (scenario.nodes() == 1) {
            return 0;
        }
        int sum = 0;
        for (int first = from, next; first < to; first = next) {
            next = first;
            while (next < to && posts[next] == posts[first]) {
                next++;
            }
            int node = posts[first] % scenario.nodes();
            told[node] = scenario.shown(next - first);
            sum += told[node];
            double content = costs.frameBytes(told[node]);
            double alone = costs.wireBytes(content + costs.of(UnitCost.BUS_HEADER));
            bus.publish(node, cluster.shardOf(room), content, alone);
        }
        return sum;
    }

    private void beat(Load load) {
        for (int node = 0; node < scenario.nodes(); node++) {
            load.micros[node] += cluster.online(node) * costs.heartbeatMicros();
        }
    }

    private void tellCounts(Load load) {
        double part = 1 / COUNTS_SECONDS;
        double micros = costs.of(setup.engine().node());
        double[] sizes = new double[scenario.nodes()];
        int open = 0;
        double all = 0;
        for (int node = 0; node < sizes.length; node++) {
            if (gates.isOpen(node)) {
                double rooms = Math.min(cluster.rooms(node), costs.of(UnitCost.COUNT_ROOMS));
                sizes[node] = costs.wireBytes(costs.of(UnitCost.BUS_HEADER) + rooms * costs.of(UnitCost.COUNT_BYTES));
                all += sizes[node];
                open++;
            }
        }
        for (int node = 0; node < sizes.length; node++) {
            if (gates.isOpen(node)) {
                load.bus.count(node, open - 1, part, sizes[node], load, micros);
                Bus.heard(node, part, all - sizes[node], load, micros * (open - 1));
            }
        }
    }
}
