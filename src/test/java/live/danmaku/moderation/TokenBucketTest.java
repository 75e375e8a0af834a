package live.danmaku.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import live.danmaku.moderation.TokenBucket.Rate;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final int PER_SECOND = 10;
    private static final int BURST = 300;
    private static final Rate RATE = Rate.perSecond(PER_SECOND, BURST);

    /** The clock that only measures may begin anywhere, and run over. */
    private final long start = Long.MAX_VALUE - 5;

    private final TokenBucket bucket = new TokenBucket(start);

    @Test
    void take_fullBucket_givesTheBurstAndThenRefuses() {
        assertThat(taken(BURST + 50, 1, start)).isEqualTo(BURST);
    }

    @Test
    void take_afterAWhile_givesWhatHasComeIn() {
        assertThat(taken(BURST, 1, start)).isEqualTo(BURST);

        assertThat(taken(50, 1, start + TimeUnit.SECONDS.toNanos(2))).isEqualTo(2 * PER_SECOND);
        assertThat(taken(BURST + 50, 1, start + TimeUnit.SECONDS.toNanos(3_600)))
                .isEqualTo(BURST);
    }

    @Test
    void take_manyAtOnce_takesAsMany() {
        assertThat(taken(50, 60, start)).isEqualTo(BURST / 60);
    }

    @Test
    void take_moreThanTheBucketHolds_needsTheFullOne() {
        assertThat(taken(2, 100_000, start)).isEqualTo(1);
        assertThat(taken(1, 1, start)).isZero();
        assertThat(taken(1, 100_000, start + TimeUnit.SECONDS.toNanos(29))).isZero();
        assertThat(taken(1, 100_000, start + TimeUnit.SECONDS.toNanos(30))).isEqualTo(1);
    }

    @Test
    void take_refused_saysHowLongToWait_andTakesNothing() {
        bucket.take(start, BURST, RATE);

        long wait = bucket.take(start, 5, RATE);

        assertThat(wait).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(bucket.take(start + wait, 5, RATE)).isZero();
    }

    @Test
    void take_oneInALongTime_isGivenOnce() {
        Rate slow = Rate.of(1, 30_000);

        assertThat(bucket.take(start, slow)).isZero();
        assertThat(bucket.take(start + TimeUnit.SECONDS.toNanos(29), slow)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(bucket.take(start + TimeUnit.SECONDS.toNanos(30), slow)).isZero();
    }

    @Test
    void take_atAFasterRateThanBefore_waitsNoLongerThanThatOne() {
        assertThat(bucket.take(start, Rate.of(1, 3_600_000))).isZero();
        Rate now = Rate.of(1, 5_000);

        assertThat(bucket.take(start, now)).isEqualTo(TimeUnit.SECONDS.toNanos(5));
        assertThat(bucket.take(start + TimeUnit.SECONDS.toNanos(5), now)).isZero();
    }

    private int taken(int attempts, long tokens, long now) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += bucket.take(now, tokens, RATE) == 0 ? 1 : 0;
        }
        return taken;
    }
}
