package live.danmaku.transport;

import java.util.function.LongFunction;

/**
 * A range of missed frames that a viewer is sent again, behind live ones.
 *
 * @param past where the frames come from
 * @param from seq of the next frame
 * @param to seq of the last frame
 * @param gone how many of the range the past did not have any more
 * @param finished makes the message that ends the range, out of {@code gone}
 */
public record Replay(Past past, long from, long to, long gone, LongFunction<String> finished) {

    /** A whole range. */
    public Replay(Past past, long from, long to, LongFunction<String> finished) {
        this(past, from, to, 0, finished);
    }

    /** What is left of the range behind the frame of this seq, which came next. */
    Replay behind(long seq) {
        return new Replay(past, seq + 1, to, gone + seq - from, finished);
    }

    /** The message that ends the range where none of the rest is kept. */
    String end() {
        return finished.apply(gone + to - from + 1);
    }
}
