package live.danmaku;

import live.danmaku.wire.Frame;
import live.danmaku.wire.FrameFactory;

/** Frames for tests, held once, from one factory. */
public final class TestFrames {

    public static final FrameFactory FACTORY = new FrameFactory(6, 512);

    private TestFrames() {}

    public static Frame frame(long seq, String text) {
        return FACTORY.frame(seq, text);
    }
}
