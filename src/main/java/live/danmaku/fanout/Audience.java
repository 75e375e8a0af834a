package live.danmaku.fanout;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import live.danmaku.transport.Outbox;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * The viewers of one room, in sections: one for each thread of the container on which its viewers' sends cost least and each
 * wire format, and, for viewers that are at home nowhere, as many as there are shards. A large audience is served by all its sections at the
 * same time, a small one by the caller.
 *
 * <p>Threading: any thread; frames come from one at a time. Join and leave are O(1) under the lock of one section. A
 * broadcast reaches every viewer that joined before it began and has not left.
 */
public final class Audience {

    /** Up to this size the caller serves the audience itself: handing over would cost more than it spares. */
    static final int SMALL = 64;

    private record SectionKey(@Nullable Executor home, int shard, WireFormat format) {}

    private final int shards;
    private final Executor common;
    private final ConcurrentMap<SectionKey, Section> sections = new ConcurrentHashMap<>(4);
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private final LongAdder skipped = new LongAdder();

    /**
     * An empty audience.
     *
     * @param shards sections of viewers that are at home nowhere, at least 1
     * @param common serves those
     */
    public Audience(int shards, Executor common) {
        if (shards < 1) {
            throw new IllegalArgumentException("shards must be at least 1, was " + shards);
        }
        this.shards = shards;
        this.common = common;
    }

    /** Gives a viewer a seat, which it keeps until it {@link Seat#leave leaves}. */
    public Seat join(Outbox viewer) {
        Executor home = viewer.home();
        SectionKey key =
                new SectionKey(home, home == null ? Math.floorMod(turn.getAndIncrement(), shards) : 0, viewer.format());
        Section section =
                sections.computeIfAbsent(key, added -> new Section(home == null ? common : home, size, skipped));
        return section.join(viewer);
    }

    /** How many viewers there are: counted in the same step as each join and leave, so always exact. */
    public int size() {
        return size.get();
    }

    /** Frames that were left out because a viewer was slow. */
    public long skipped() {
        return skipped.sum();
    }

    /** Whether a frame that was broadcast before is still being offered to somebody. */
    public boolean isBusy() {
        return sections.values().stream().anyMatch(Section::isBusy);
    }

    /** Has the calling thread offer what a section has been waiting to offer since an earlier broadcast. */
    public void help() {
        sections.values().forEach(Section::help);
    }

    /** Offers a frame to every viewer. The caller may let go of it when this returns. */
    public void broadcast(Frame frame) {
        broadcast(frame, () -> {});
    }

    /**
     * Offers a frame to every viewer. The caller may let go of it when this returns.
     *
     * @param offered run once when it has been offered to the last one, on whatever thread does so
     */
    public void broadcast(Frame frame, Runnable offered) {
        List<Section> all = List.copyOf(sections.values());
        boolean small = size.get() <= SMALL;
        Fanout fanout = new Fanout(offered);
        // What is made of a frame only once is made here, not where viewers wait.
        all.forEach(section -> section.prepare(frame));
        all.forEach(section -> section.deliver(frame, fanout, small));
        fanout.end();
    }

    /** Does something with every viewer, but not before it has been offered what was broadcast before. */
    public void forEachServed(Consumer<Outbox> action) {
        sections.values().forEach(section -> section.forEachServed(action));
    }

    /** Does something with every viewer. */
    public void forEach(Consumer<Outbox> action) {
        sections.values().forEach(section -> section.forEach(action));
    }
}
