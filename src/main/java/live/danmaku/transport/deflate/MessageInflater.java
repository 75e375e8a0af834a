package live.danmaku.transport.deflate;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates one compressed message, in whatever parts it arrives (RFC 7692, section 7.2.2).
 *
 * <p>A message that inflates to more than the limit is cut a few bytes beyond it, so that whoever counts sees that it is too
 * large, and the rest is dropped unread: however much a message would inflate to, no more than the limit and a little is
 * ever made of it. The cut is never inside of a character, which would make a text message invalid before it is too large.
 *
 * <p>Threading: one thread at a time.
 */
public final class MessageInflater implements AutoCloseable {

    private static final byte[] NOTHING = {};

    /** What the sender has cut off the end of the message. */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private static final int LONGEST_CHARACTER = 4;
    private static final int BEYOND_LIMIT = LONGEST_CHARACTER + 1;

    private static final int FIRST_GUESS = 4;

    private final InflaterPool pool;
    private final int limit;
    private @Nullable Inflater inflater;
    private boolean held;
    private int inflated;

    /**
     * An inflater for one message.
     *
     * @param limit bytes that the message may have
     */
    public MessageInflater(InflaterPool pool, int limit) {
        this.pool = pool;
        this.limit = limit;
        this.inflater = pool.borrow();
    }

    /**
     * Inflates the next part.
     *
     * @param part read to its end
     * @param last whether nothing follows; then there is nothing to close. Where that is not known, {@link #close()} does
     * @return what this part adds to the message; nothing beyond the limit
     * @throws DataFormatException if this is not deflate data; then there is nothing to close
     */
    public byte[] inflate(ByteBuffer part, boolean last) throws DataFormatException {
        Inflater current = inflater;
        if (current == null || inflated > limit) {
            close();
            part.position(part.limit());
            return NOTHING;
        }
        boolean done = true;
        try {
            Output output = new Output(limit + BEYOND_LIMIT - inflated, part.remaining());
            output.add(current, part);
            if (last) {
                output.add(current, ByteBuffer.wrap(TAIL));
            }
            inflated += output.size();
            if (output.isFull()) {
                return output.upToLastCharacter();
            }
            done = last;
            if (!last && !hold()) {
                done = true;
                return tooLarge();
            }
            return output.bytes();
        } finally {
            part.position(part.limit());
            if (done) {
                close();
            }
        }
    }

    /** Gives back what is held for the rest of the message. Harmless when that was done. */
    @Override
    public void close() {
        Inflater current = inflater;
        inflater = null;
        if (current != null) {
            pool.giveBack(current);
        }
        if (held) {
            held = false;
            pool.release();
        }
    }

    private boolean hold() {
        held = held || pool.hold();
        return held;
    }

    /** What is larger than the limit, for a message that cannot be kept for its rest. Nothing of it was handed out yet. */
    private byte[] tooLarge() {
        byte[] spaces = new byte[limit + 1];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    /** Bytes that grow up to a bound. */
    private static final class Output {

        private final int bound;
        private byte[] bytes;
        private int size;

        Output(int bound, int input) {
            this.bound = bound;
            this.bytes = new byte[(int) Math.min(bound, (long) FIRST_GUESS * input + TAIL.length)];
        }

        void add(Inflater inflater, ByteBuffer input) throws DataFormatException {
            inflater.setInput(input);
            while (!isFull()) {
                if (size == bytes.length) {
                    bytes = Arrays.copyOf(bytes, (int) Math.min(bound, 2L * size));
                }
                int count = inflater.inflate(bytes, size, bytes.length - size);
                size += count;
                if (inflater.finished() && input.hasRemaining()) {
                    // A block with BFINAL set ends a stream for zlib, but not the message (section 7.2.3.4).
                    inflater.reset();
                    inflater.setInput(input);
                } else if (count == 0) {
                    return;
                }
            }
        }

        boolean isFull() {
            return size == bound;
        }

        int size() {
            return size;
        }

        byte[] bytes() {
            return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        }

        /** Everything but the last character, where that may be cut. */
        byte[] upToLastCharacter() {
            int end = size;
            while (end > size - LONGEST_CHARACTER + 1 && (bytes[end - 1] & 0xc0) == 0x80) {
                end--;
            }
            boolean startsCharacter = (bytes[end - 1] & 0xc0) == 0xc0;
            return Arrays.copyOf(bytes, startsCharacter ? end - 1 : end);
        }
    }
}
