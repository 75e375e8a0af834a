package live.danmaku.tool.load.verify;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one room as they were on the wire, each distinct one once.
 *
 * <p>Threading: guarded by its own monitor.
 */
public final class Wire {
    /** As many as the catalogue keeps of the batches. */
    private static final int KEPT_BYTES = 128;

    private static final int RSV1 = 0x40;
    private static final int OPCODE = 0x0f;
    private static final int BINARY = 2;

    private final Map<Batch, List<WireFrame>> frames = new HashMap<>();
    private final Deque<WireFrame> withBytes = new ArrayDeque<>();
    private volatile @Nullable WireFrame newest;
    private int compressed;

    /**
     * How many different messages the batches came in; as many as there are batches means that all viewers of the room
     * got the same bytes.
     *
     * @param compressed those of them that were deflated
     */
    public record Count(int batches, int frames, int compressed) {
        public static final Count NONE = new Count(0, 0, 0);

        public Count plus(Count other) {
            return new Count(batches + other.batches, frames + other.frames, compressed + other.compressed);
        }

        public boolean identical() {
            return frames == batches;
        }
    }

    /** What a viewer can expect to get next; null if nobody got it yet. */
    public @Nullable WireFrame after(@Nullable WireFrame last) {
        return last == null ? newest : last.next();
    }

    /**
     * The message in which a viewer got a batch.
     *
     * @param head the first byte of the header
     * @param payload as it was on the wire; copied
     * @param last what the viewer got before; null if nothing
     */
    public synchronized WireFrame find(Batch batch, int head, ByteBuffer payload, @Nullable WireFrame last) {
        WireFrame frame = known(batch, head, payload);
        if (last != null && last.next() == null) {
            last.followedBy(frame);
        }
        return frame;
    }

    private WireFrame known(Batch batch, int head, ByteBuffer payload) {
        List<WireFrame> versions = frames.computeIfAbsent(batch, any -> new ArrayList<>(1));
        for (WireFrame version : versions) {
            if (version.matches(head, payload)) {
                return version;
            }
        }
        WireFrame added = new WireFrame(batch, head, payload);
        versions.add(added);
        compressed += (head & RSV1) != 0 || (head & OPCODE) == BINARY ? 1 : 0;
        newest = added;
        withBytes.add(added);
        if (withBytes.size() > KEPT_BYTES) {
            withBytes.remove().release();
        }
        return added;
    }

    public synchronized Count count() {
        return new Count(
                frames.size(), frames.values().stream().mapToInt(List::size).sum(), compressed);
    }
}
