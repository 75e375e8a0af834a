package live.danmaku.history;

import live.danmaku.wire.Encoded;

/**
 * A batch that a room keeps.
 *
 * @param encoded the batch as bytes
 * @param danmaku how many it has
 * @param leftOut the danmaku that were accepted in its window and left out of it, as JSON; empty where there are none
 * @param nanos when it was made, by the clock that only measures
 */
public record Entry(Encoded encoded, int danmaku, String leftOut, long nanos) {

    /** What an entry takes besides its bytes, about: its objects and its place in the list. */
    private static final int OVERHEAD = 160;

    /** The batch's number within the room's epoch. */
    public long seq() {
        return encoded.seq();
    }

    /** Bytes that it takes now, about; more once the batch has been compressed for somebody. */
    long bytes() {
        return (long) OVERHEAD + encoded.size() + (long) Character.BYTES * leftOut.length();
    }
}
