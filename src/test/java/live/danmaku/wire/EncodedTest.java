package live.danmaku.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncodedTest {

    private static final String LARGE = "{\"text\":\"弹幕\"}".repeat(100);

    private final FrameFactory factory = new FrameFactory(6, 512);

    @Test
    void frame_whileOneIsHeld_isThatOne() {
        Frame first = factory.frame(7, LARGE);

        Frame second = first.encoded().frame();
        first.release();
        Frame third = first.encoded().frame();

        assertThat(second).isSameAs(first);
        assertThat(third).isSameAs(first);
        assertThat(third.seq()).isEqualTo(7);
    }

    @Test
    void frame_afterTheLastHolder_isANewOneOfTheSameBytes() {
        Frame first = factory.frame(7, LARGE);
        byte[] message = first.message(WireFormat.TEXT_DEFLATED);
        first.release();

        Frame second = first.encoded().frame();

        assertThat(second).isNotSameAs(first);
        assertThat(second.message(WireFormat.TEXT_DEFLATED)).isEqualTo(message);
        assertThat(second.encoded().text()).isEqualTo(LARGE);
    }

    @Test
    void bytesInUse_whenFramesAreLetGo_areNoneThoughTheBatchIsKept() {
        Frame frame = factory.frame(1, LARGE);
        Encoded kept = frame.encoded();
        frame.prepareShared(WireFormat.TEXT);
        frame.release();

        Frame again = kept.frame();
        again.prepareShared(WireFormat.TEXT_DEFLATED);
        assertThat(factory.pool().bytesInUse()).isPositive();
        again.release();

        assertThat(factory.pool().bytesInUse()).isZero();
        assertThat(kept.text()).isEqualTo(LARGE);
    }

    @Test
    void size_onceCompressed_countsBoth() {
        Frame frame = factory.frame(1, LARGE);
        int json = frame.message(WireFormat.TEXT).length - 4;
        assertThat(frame.encoded().size()).isEqualTo(json);

        int compressed = frame.message(WireFormat.TEXT_DEFLATED).length - 2;

        assertThat(frame.encoded().size()).isEqualTo(json + compressed);
    }
}
