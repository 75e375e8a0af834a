package live.danmaku.fanout;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import live.danmaku.model.Frame;
import live.danmaku.transport.Outbox;

/**
 * The viewers of one room, split over shards.
 *
 * <p>Threading: any thread. Join and leave are O(1) and touch one bin of one shard's table; a broadcast iterates without
 * a lock and sees every viewer that joined before it began and has not left.
 */
public final class Audience {

    private final List<Set<Outbox>> shards;
    private final AtomicInteger size = new AtomicInteger();

    /** An empty room in {@code shardCount} parts, a power of two. */
    public Audience(int shardCount) {
        if (Integer.bitCount(shardCount) != 1) {
            throw new IllegalArgumentException("shardCount must be a power of two, was " + shardCount);
        }
        this.shards = Stream.<Set<Outbox>>generate(ConcurrentHashMap::newKeySet)
                .limit(shardCount)
                .toList();
    }

    /** Adds a viewer; a second time has no effect. */
    public void join(Outbox viewer) {
        if (shardOf(viewer).add(viewer)) {
            size.incrementAndGet();
        }
    }

    /**
     * Removes a viewer.
     *
     * @return whether it was there
     */
    public boolean leave(Outbox viewer) {
        boolean removed = shardOf(viewer).remove(viewer);
        if (removed) {
            size.decrementAndGet();
        }
        return removed;
    }

    /** How many viewers there are; exact when nobody is joining or leaving. */
    public int size() {
        return size.get();
    }

    /**
     * Offers a frame to every viewer.
     *
     * @return how many older frames were left out for it
     */
    public int broadcast(Frame frame) {
        int leftOut = 0;
        for (Set<Outbox> shard : shards) {
            for (Outbox viewer : shard) {
                if (viewer.offer(frame)) {
                    leftOut++;
                }
            }
        }
        return leftOut;
    }

    /** Does something with every viewer. */
    public void forEach(Consumer<Outbox> action) {
        shards.forEach(shard -> shard.forEach(action));
    }

    private Set<Outbox> shardOf(Outbox viewer) {
        int hash = System.identityHashCode(viewer);
        return shards.get((hash ^ (hash >>> 16)) & (shards.size() - 1));
    }
}
