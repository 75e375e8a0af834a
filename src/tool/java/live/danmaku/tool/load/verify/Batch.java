package live.danmaku.tool.load.verify;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;
import live.danmaku.tool.load.script.Script;
import org.jspecify.annotations.Nullable;

/**
 * One batch in the bytes that viewers got: parsed once, however many of them there are.
 *
 * <p>Should viewers get different bytes under one key, each version is a batch of its own.
 *
 * <p>Threading: {@link #matches} and {@link #arrived} are called by the threads of the connections; {@link #settle} and
 * what it leads to only by the one thread that reports.
 */
public final class Batch {
    private static final long MILLISECOND = 1_000_000;

    private final BatchKey key;
    private final long last;
    private final long combined;
    private final long omitted;
    private final long[] ids;
    private final long firstAt;
    private final long lastAt;
    private final int length;
    private final long checksum;
    private volatile @Nullable ByteBuffer bytes;

    private final long firstArrival;
    private int[] arrivals = new int[256];

    /** Items not yet found among the posts; null where found. */
    private final @Nullable Item[] open;

    private int openItems;
    private final int[] numbers;
    private final BitSet altered = new BitSet();

    /**
     * @param frame the payload; copied
     * @param firstArrival {@link System#nanoTime} of the first viewer's frame
     */
    Batch(BatchMessage message, ByteBuffer frame, long firstArrival) {
        List<Item> items = message.items();
        this.key = message.key();
        this.last = message.last();
        this.combined = message.combined();
        this.omitted = message.omitted();
        this.ids = items.stream().mapToLong(Item::id).toArray();
        this.firstAt = items.isEmpty() ? 0 : items.get(0).at();
        this.lastAt = items.isEmpty() ? 0 : items.get(items.size() - 1).at();
        this.length = frame.remaining();
        this.checksum = checksum(frame);
        this.bytes = ByteBuffer.allocate(length).put(frame.duplicate()).flip();
        this.firstArrival = firstArrival;
        this.open = items.toArray(new Item[0]);
        this.openItems = open.length;
        this.numbers = new int[ids.length];
        Arrays.fill(numbers, -1);
    }

    public BatchKey key() {
        return key;
    }

    /** Number of danmaku. */
    public int size() {
        return ids.length;
    }

    /** Bytes of the message, uncompressed. */
    public int length() {
        return length;
    }

    /** The highest id that it covers. */
    long last() {
        return last;
    }

    /** Danmaku that items stand for besides themselves. */
    long combined() {
        return combined;
    }

    /** Danmaku that were left out. */
    long omitted() {
        return omitted;
    }

    /** Danmaku that it covers and has no item of. */
    long leftOut() {
        return combined + omitted;
    }

    long id(int index) {
        return ids[index];
    }

    long firstAt() {
        return firstAt;
    }

    long lastAt() {
        return lastAt;
    }

    /** Whether a frame is this one, byte by byte (by length and CRC-32C once the bytes are let go). */
    boolean matches(ByteBuffer frame) {
        @Nullable ByteBuffer kept = bytes;
        if (kept != null) {
            return kept.mismatch(frame) < 0;
        }
        return frame.remaining() == length && checksum(frame) == checksum;
    }

    /** Lets the bytes go, so that a long run does not keep all it ever received. */
    void release() {
        bytes = null;
    }

    /** Counts a viewer that got it, at this {@link System#nanoTime}. */
    public synchronized void arrived(long nanos) {
        int slot = (int) Math.max(0, (nanos - firstArrival) / MILLISECOND);
        if (slot >= arrivals.length) {
            arrivals = Arrays.copyOf(arrivals, Math.max(slot + 1, arrivals.length * 2));
        }
        arrivals[slot]++;
    }

    /**
     * Looks for the posts that the items come from, and compares what was said.
     *
     * @param found gets the numbers of the posts that were found
     * @return number of items that no acknowledged post explains so far
     */
    int settle(Ledger ledger, Script script, BitSet found) {
        for (int index = 0; openItems > 0 && index < open.length; index++) {
            @Nullable Item item = open[index];
            if (item == null) {
                continue;
            }
            int number = ledger.numberOf(key.epoch(), item.id());
            if (number >= 0) {
                numbers[index] = number;
                found.set(number);
                altered.set(index, !item.comment().equals(script.comment(number)));
                open[index] = null;
                openItems--;
            }
        }
        return openItems;
    }

    /** Hands over the arrivals counted since the last call, paired with every post that the batch delivered. */
    void drainArrivals(Latencies latencies) {
        int[] counted;
        synchronized (this) {
            counted = arrivals;
            arrivals = new int[counted.length];
        }
        for (int slot = 0; slot < counted.length; slot++) {
            if (counted[slot] > 0) {
                latencies.delivered(numbers, firstArrival + slot * MILLISECOND + MILLISECOND / 2, counted[slot]);
            }
        }
    }

    /** Number of the post that an item comes from, or -1. */
    int number(int index) {
        return numbers[index];
    }

    /** The posts of all items, as {@link #number} has them. */
    List<Integer> numbers() {
        return Arrays.stream(numbers).boxed().toList();
    }

    boolean isAltered(int index) {
        return altered.get(index);
    }

    /** Whether the item can only come from this run, though no acknowledgement named its id. */
    boolean isUnacknowledged(int index, Script script) {
        @Nullable Item item = open[index];
        return item != null && script.marks(item.comment().text());
    }

    private static long checksum(ByteBuffer frame) {
        CRC32C crc = new CRC32C();
        crc.update(frame.duplicate());
        return crc.getValue();
    }
}
