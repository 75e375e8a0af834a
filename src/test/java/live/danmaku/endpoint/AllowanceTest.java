package live.danmaku.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final int PER_SECOND = 10;
    private static final int BURST = 300;

    private final long start = Long.MAX_VALUE - 5;
    private final Allowance allowance = new Allowance(start);

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
    void take_manyBatchesAtOnce_costsAsManyTokens() {
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
    void take_refused_saysHowLongToWait() {
        allowance.take(BURST, PER_SECOND, start);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> allowance.take(5, PER_SECOND, start))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.RECOVER_LIMIT);
                    assertThat(refusal.retryAfter()).contains(Duration.ofMillis(501));
                });
        allowance.take(5, PER_SECOND, start + TimeUnit.MILLISECONDS.toNanos(501));
    }

    private int taken(int attempts, long batches, long now) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            try {
                allowance.take(batches, PER_SECOND, now);
                taken++;
            } catch (Refusal e) {
                assertThat(e.code()).isEqualTo(ErrorCode.RECOVER_LIMIT);
            }
        }
        return taken;
    }
}
