package live.danmaku.tool.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReturnsTest {
    private final Returns returns = new Returns();

    @Test
    void count_oneOfTwoIsBack_theOtherIsAway() {
        returns.cut();
        returns.cut();
        returns.failed();
        returns.back(true, 2_000_000);

        assertThat(returns.count()).isEqualTo(new Returns.Count(2, 1, 1, 1, 2));
        assertThat(returns.count().away()).isEqualTo(1);
    }

    @Test
    void count_backWithoutWhatWasMissed_isNotRecovered() {
        returns.cut();
        returns.back(false, 2_000_000);

        assertThat(returns.count().recovered()).isZero();
    }
}
