package live.danmaku.transport.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class InflaterPoolTest {

    private final InflaterPool pool = new InflaterPool(/* maxIdle= */ 2, /* maxHeld= */ 2);

    @Test
    void giveBack_moreThanMayBeIdle_areEnded() {
        List<Inflater> borrowed = Stream.generate(pool::borrow).limit(3).toList();

        borrowed.forEach(pool::giveBack);

        assertThat(pool.idle()).isEqualTo(2);
        assertEnded(borrowed.get(2));
    }

    @Test
    void borrow_whatCameBack_isUsedAgain() {
        Inflater first = pool.borrow();
        pool.giveBack(first);

        assertThat(pool.borrow()).isSameAs(first);
        assertThat(pool.idle()).isZero();
        first.end();
    }

    @Test
    void close_endsTheIdle_andTheBorrowedWhenTheyComeBack() {
        Inflater idle = pool.borrow();
        Inflater borrowed = pool.borrow();
        pool.giveBack(idle);

        pool.close();
        assertEnded(idle);
        assertThat(borrowed.getBytesRead()).isZero();

        pool.giveBack(borrowed);
        assertEnded(borrowed);
        assertThat(pool.idle()).isZero();
    }

    @Test
    void hold_beyondTheBound_isRefusedUntilOneIsReleased() {
        assertThat(pool.hold()).isTrue();
        assertThat(pool.hold()).isTrue();
        assertThat(pool.hold()).isFalse();

        pool.release();

        assertThat(pool.hold()).isTrue();
    }

    private static void assertEnded(Inflater inflater) {
        assertThatNullPointerException().isThrownBy(inflater::getBytesRead).withMessageContaining("closed");
    }
}
