package live.danmaku.cluster;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import live.danmaku.cluster.NodeMessage.Presence;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;

/**
 * The other nodes, as far as they have been heard of. One that says nothing for three of its intervals is forgotten.
 *
 * <p>Bound: {@link #MAX} nodes, each with {@link Presence#MAX} rooms; further ones are not counted.
 *
 * <p>Threading: any thread.
 */
final class Peers {

    /** Nodes that are kept in mind. */
    static final int MAX = 1_000;

    private static final long LEAST_DELAY_HOLDS = TimeUnit.MINUTES.toNanos(5);

    /**
     * @param leastDelayMillis the shortest time between sending by its clock and receiving by ours, seen not long ago: the
     *     difference of the clocks, and the shortest way
     */
    private record Peer(
            Map<RoomId, Integer> viewers, int total, long heardNanos, long leastDelayMillis, long leastNanos) {}

    private final ConcurrentMap<String, Peer> peers = new ConcurrentHashMap<>();
    private final TimeSource time;
    private final long forgetNanos;

    Peers(TimeSource time, long intervalMillis) {
        this.time = time;
        this.forgetNanos = TimeUnit.MILLISECONDS.toNanos(3 * intervalMillis);
    }

    /** A node has said how many viewers it has. */
    void heard(String node, Presence presence) {
        if (presence.leaving()) {
            peers.remove(node);
        } else {
            peers.computeIfPresent(
                    node,
                    (name, before) -> new Peer(
                            presence.viewers(),
                            presence.total(),
                            time.nanos(),
                            before.leastDelayMillis(),
                            before.leastNanos()));
        }
    }

    /**
     * A node has sent something.
     *
     * @return by how many milliseconds it came later than the fastest message of that node's: what of its way can be told,
     *     however different the clocks are
     */
    long delay(String node, long sentMillis) {
        long now = time.nanos();
        long delay = time.epochMillis() - sentMillis;
        Peer peer = peers.size() >= MAX && !peers.containsKey(node)
                ? null
                : peers.compute(node, (name, before) -> {
                    if (before == null) {
                        return new Peer(Map.of(), 0, now, delay, now);
                    }
                    boolean least = delay <= before.leastDelayMillis() || now - before.leastNanos() > LEAST_DELAY_HOLDS;
                    return new Peer(
                            before.viewers(),
                            before.total(),
                            now,
                            least ? delay : before.leastDelayMillis(),
                            least ? now : before.leastNanos());
                });
        return peer == null ? 0 : delay - peer.leastDelayMillis();
    }

    /** Viewers of a room on all of them. */
    int viewers(RoomId room) {
        int sum = 0;
        for (Peer peer : peers.values()) {
            sum += peer.viewers().getOrDefault(room, 0);
        }
        return sum;
    }

    /** Viewers of each node, by its name. */
    Map<String, Integer> totals() {
        Map<String, Integer> totals = new TreeMap<>();
        peers.forEach((name, peer) -> totals.put(name, peer.total()));
        return totals;
    }

    /** Forgets those of whom nothing was heard for long. */
    void tidy() {
        long now = time.nanos();
        peers.values().removeIf(peer -> now - peer.heardNanos() > forgetNanos);
    }

    /** The names. */
    Collection<String> names() {
        return peers.keySet();
    }
}
