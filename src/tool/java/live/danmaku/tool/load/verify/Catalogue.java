package live.danmaku.tool.load.verify;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.danmaku.tool.load.script.Script;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one room, each distinct one once.
 *
 * <p>Threading: guarded by its own monitor; comparing bytes happens outside of it.
 */
public final class Catalogue {
    private static final JsonProvider JSON = JsonProvider.provider();

    /** Viewers lag by what fits into socket buffers; later than this many batches, a checksum has to do. */
    private static final int KEPT_BYTES = 128;

    /** An acknowledgement comes from another connection than the batch, and may come after it, but not by so much. */
    private static final long ACK_PATIENCE_NANOS = 3_000_000_000L;

    private final Map<BatchKey, List<Batch>> batches = new HashMap<>();
    private final Deque<Batch> withBytes = new ArrayDeque<>();
    private final List<Unsettled> unsettled = new ArrayList<>();

    private final BitSet found = new BitSet();
    private volatile long lastSeq = -1;

    private record Unsettled(Batch batch, long since) {}

    /**
     * The batch that a viewer received.
     *
     * @param key what {@link BatchKey#scan} found in the frame
     * @throws JsonException if the frame is new and not what the protocol says
     */
    public Batch find(BatchKey key, ByteBuffer frame, long nanos) {
        for (Batch known : versions(key)) {
            if (known.matches(frame)) {
                known.arrived(nanos);
                return known;
            }
        }
        return add(BatchMessage.of(parse(frame)), frame, nanos);
    }

    /** Adds a batch in bytes not seen before. */
    public Batch add(BatchMessage message, ByteBuffer frame, long nanos) {
        synchronized (this) {
            for (Batch known : versions(message.key())) {
                if (known.matches(frame)) {
                    known.arrived(nanos);
                    return known;
                }
            }
            Batch batch = new Batch(message, frame, nanos);
            batch.arrived(nanos);
            List<Batch> versions = new ArrayList<>(versions(message.key()));
            versions.add(batch);
            batches.put(message.key(), List.copyOf(versions));
            lastSeq = Math.max(lastSeq, message.key().seq());
            unsettled.add(new Unsettled(batch, nanos));
            withBytes.add(batch);
            if (withBytes.size() > KEPT_BYTES) {
                withBytes.remove().release();
            }
            return batch;
        }
    }

    /** Reads a message of the server. */
    public static JsonObject parse(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(message.position(), bytes);
        try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(bytes))) {
            return reader.readObject();
        }
    }

    /**
     * Matches new batches with the posts, and hands their arrivals to the latencies as soon as both are known.
     *
     * @param atLast whether nothing more is to come
     */
    public void settle(Ledger ledger, Script script, Latencies latencies, long nanos, boolean atLast) {
        List<Unsettled> candidates;
        synchronized (this) {
            candidates = List.copyOf(unsettled);
        }
        List<Unsettled> done = new ArrayList<>();
        for (Unsettled candidate : candidates) {
            int unexplained = candidate.batch().settle(ledger, script, found);
            boolean old = nanos - candidate.since() > ACK_PATIENCE_NANOS;
            if (unexplained == 0 || old || atLast) {
                candidate.batch().drainArrivals(latencies);
            }
            // Kept past its time for the arrivals at slow viewers, and for acknowledgements slower than patience.
            if (old && unexplained == 0) {
                done.add(candidate);
            }
        }
        synchronized (this) {
            unsettled.removeAll(done);
        }
        if (atLast) {
            all().forEach(batch -> batch.drainArrivals(latencies));
        }
    }

    /** The first version of every batch, by epoch and number. */
    synchronized List<Batch> firstVersions() {
        return batches.values().stream()
                .map(versions -> versions.get(0))
                .sorted(Comparator.comparing((Batch batch) -> batch.key().epoch())
                        .thenComparingLong(batch -> batch.key().seq()))
                .toList();
    }

    /** The highest id that a batch covers; null if no viewer got it. */
    @Nullable
    Long lastIdOf(BatchKey key) {
        List<Batch> known = versions(key);
        return known.isEmpty() ? null : known.get(0).last();
    }

    /** Number of the newest batch, or -1. */
    public long lastSeq() {
        return lastSeq;
    }

    /** Number of posts that the last {@link #settle} had found in some batch; for the same thread. */
    public int found() {
        return found.cardinality();
    }

    /** Danmaku that the batches say they have no item of. */
    public synchronized long leftOut() {
        return batches.values().stream()
                .mapToLong(versions -> versions.get(0).leftOut())
                .sum();
    }

    /** Number of batches, those of which viewers got different versions counted once. */
    synchronized int size() {
        return batches.size();
    }

    private synchronized List<Batch> all() {
        return batches.values().stream().flatMap(Collection::stream).toList();
    }

    private synchronized List<Batch> versions(BatchKey key) {
        @Nullable List<Batch> versions = batches.get(key);
        return versions == null ? List.of() : versions;
    }
}
