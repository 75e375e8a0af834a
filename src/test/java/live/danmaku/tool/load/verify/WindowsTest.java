package live.danmaku.tool.load.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import live.danmaku.tool.load.script.Comment;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final long WINDOW = 1000;
    private static final long MILLISECOND = 1_000_000;

    @Test
    void provenTooSoon_firstAtOnceThenByTheWindow_isNone() {
        List<Batch> batches = List.of(accepted(1, 0), accepted(2, 3, 999), accepted(3, 1001, 1990), accepted(4, 2001));

        assertThat(Windows.provenTooSoon(batches, WINDOW)).isZero();
    }

    @Test
    void provenTooSoon_timersThatAreNotExact_areTolerated() {
        List<Batch> batches = List.of(accepted(1, 0), accepted(2, 30, 900), accepted(3, 930));

        assertThat(Windows.provenTooSoon(batches, WINDOW)).isZero();
    }

    @Test
    void provenTooSoon_twoBatchesBetweenTwoTimesThatAreClose_isOne() {
        List<Batch> batches = List.of(accepted(1, 0, 100), accepted(2, 200, 300), accepted(3, 400));

        assertThat(Windows.provenTooSoon(batches, WINDOW)).isEqualTo(1);
    }

    @Test
    void provenTooSoon_batchesWithoutDanmaku_proveNothing() {
        List<Batch> batches = List.of(accepted(1), accepted(2), accepted(3));

        assertThat(Windows.provenTooSoon(batches, WINDOW)).isZero();
    }

    @Test
    void viewerLog_framesCloserThanAWindow_areCounted() {
        ViewerLog log = new ViewerLog("e", 0, WINDOW);
        for (long millis : new long[] {0, 1000, 1950, 2100, 2300, 4000}) {
            log.received(accepted(1, 0), millis * MILLISECOND);
        }

        assertThat(log.tooClose()).isEqualTo(2);
        assertThat(log.mostInWindow()).isEqualTo(3);
    }

    private static Batch accepted(long seq, long... millis) {
        List<Item> items = Arrays.stream(millis)
                .mapToObj(at -> new Item(seq * 100 + at, at, Comment.plain("x")))
                .toList();
        return new Batch(new BatchMessage(new BatchKey("e", seq), items, 0, 0, 0), ByteBuffer.allocate(0), 0);
    }
}
