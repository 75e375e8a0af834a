package live.danmaku.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BalanceTest {

    private static final Map<Omission, Long> THINNED = Map.of(Omission.RATE, 812L);

    @Test
    void difference_everythingAccountedFor_isZero() {
        assertThat(new Balance(932, 100, 8, THINNED, 2, 10).difference()).isZero();
    }

    @Test
    void difference_forgottenAndCountedTwice_areNamed() {
        assertThat(new Balance(935, 100, 8, THINNED, 2, 10).difference()).isEqualTo(3);
        assertThat(new Balance(932, 101, 8, THINNED, 2, 10).difference()).isEqualTo(-1);
    }

    @Test
    void plus_twoRooms_addsEachFigure() {
        Balance plain = new Balance(3, 2, 0, Map.of(), 0, 1);
        Balance thinned = new Balance(932, 100, 8, THINNED, 2, 10);

        assertThat(plain.plus(thinned)).isEqualTo(new Balance(935, 102, 8, THINNED, 2, 11));
        assertThat(thinned.plus(thinned)).isEqualTo(new Balance(1864, 200, 16, Map.of(Omission.RATE, 1624L), 4, 20));
        assertThat(Balance.NONE.plus(plain)).isEqualTo(plain);
    }
}
