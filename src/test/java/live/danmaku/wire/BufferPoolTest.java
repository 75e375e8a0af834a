package live.danmaku.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BufferPoolTest {

    private final BufferPool pool = new BufferPool(4_096);

    @ParameterizedTest
    @CsvSource({"0, 256", "1, 256", "256, 256", "257, 512", "100000, 131072", "16777216, 16777216"})
    void take_anySize_hasTheNextPowerOfTwo(int bytes, int capacity) {
        ByteBuffer buffer = pool.take(bytes);

        assertThat(buffer.isDirect()).isTrue();
        assertThat(buffer.remaining()).isEqualTo(bytes);
        assertThat(buffer.capacity()).isEqualTo(capacity);
        assertThat(pool.bytesInUse()).isEqualTo(capacity);
    }

    @Test
    void take_afterGiveBack_isTheSameMemoryEmptied() {
        ByteBuffer first = pool.take(1_000);
        first.position(500);
        pool.giveBack(first);

        ByteBuffer second = pool.take(600);

        assertThat(second).isSameAs(first);
        assertThat(second.remaining()).isEqualTo(600);
        assertThat(pool.bytesIdle()).isZero();
        assertThat(pool.bytesInUse()).isEqualTo(1_024);
    }

    @Test
    void giveBack_moreThanMayIdle_isLetGo() {
        ByteBuffer large = pool.take(4_096);
        ByteBuffer small = pool.take(256);
        pool.giveBack(large);
        pool.giveBack(small);

        assertThat(pool.bytesIdle()).isEqualTo(4_096);
        assertThat(pool.bytesInUse()).isZero();
        assertThat(pool.take(256)).isNotSameAs(small);
    }

    @Test
    void take_largerThanAnyClass_isExactAndNotKept() {
        ByteBuffer huge = pool.take((1 << 24) + 1);
        assertThat(huge.capacity()).isEqualTo((1 << 24) + 1);

        pool.giveBack(huge);

        assertThat(pool.bytesIdle()).isZero();
        assertThat(pool.bytesInUse()).isZero();
    }
}
