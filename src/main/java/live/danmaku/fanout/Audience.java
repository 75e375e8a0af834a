package live.danmaku.fanout;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final List<ConcurrentMap<Outbox, Boolean>> shards;
    private final AtomicInteger size = new AtomicInteger();

    /** An empty room in {@code shardCount} parts, a power of two. */
    public Audience(int shardCount) {
        if (Integer.bitCount(shardCount) != 1) {
            throw new IllegalArgumentException("shardCount must be a power of two, was " + shardCount);
        }
        this.shards = Stream.<ConcurrentMap<Outbox, Boolean>>generate(ConcurrentHashMap::new)
                .limit(shardCount)
                .toList();
    }

    /** Adds a viewer; a second time has no effect. */
    public void join(Outbox viewer) {
        shardOf(viewer).computeIfAbsent(viewer, added -> {
            size.incrementAndGet();
            return Boolean.TRUE;
        });
    }

    /**
     * Removes a viewer.
     *
     * @return whether it was there
     */
    public boolean leave(Outbox viewer) {
        AtomicBoolean removed = new AtomicBoolean();
        shardOf(viewer).computeIfPresent(viewer, (found, present) -> {
            size.decrementAndGet();
            removed.setPlain(true);
            return null;
        });
        return removed.getPlain();
    }

    /** How many viewers there are: counted in the same step as each join and leave, so always exact. */
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
        for (ConcurrentMap<Outbox, Boolean> shard : shards) {
            for (Outbox viewer : shard.keySet()) {
                if (viewer.offer(frame)) {
                    leftOut++;
                }
            }
        }
        return leftOut;
    }

    /** Does something with every viewer. */
    public void forEach(Consumer<Outbox> action) {
        shards.forEach(shard -> shard.keySet().forEach(action));
    }

    private ConcurrentMap<Outbox, Boolean> shardOf(Outbox viewer) {
        int hash = System.identityHashCode(viewer);
        return shards.get((hash ^ (hash >>> 16)) & (shards.size() - 1));
    }
}
