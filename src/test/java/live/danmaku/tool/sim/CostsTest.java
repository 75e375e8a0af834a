package live.danmaku.tool.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import live.danmaku.tool.load.Options;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CostsTest {
    private static final Offset<Double> ALMOST = Offset.offset(1e-9);

    private final Costs costs = new Costs(new Options(option -> null));

    @Test
    void curve_goesThroughItsPoints_andStraightBetweenAndPastThem() {
        Curve curve = new Curve(10, 1, 20, 2, 40, 6);

        assertThat(curve.at(5)).isEqualTo(1, ALMOST);
        assertThat(curve.at(15)).isEqualTo(1.5, ALMOST);
        assertThat(curve.at(20)).isEqualTo(2, ALMOST);
        assertThat(curve.at(30)).isEqualTo(4, ALMOST);
        assertThat(curve.at(60)).isEqualTo(10, ALMOST);
    }

    @Test
    void curve_withoutASecondPoint_orOutOfOrder_isNone() {
        assertThatThrownBy(() -> new Curve(1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Curve(2, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void frames_costWhatWasMeasured() {
        assertThat(costs.frameMicros(4_904)).isEqualTo(13.9, ALMOST);
        assertThat(costs.frameBytes(100)).isEqualTo(3_280, ALMOST);
        assertThat(costs.wireBytes(3_280)).isEqualTo(3_280 + 3 * 90, ALMOST);
        assertThat(costs.joinMicros()).isEqualTo(1_000, ALMOST);
    }

    @Test
    void room_costsWhatTenOfItsViewersPaidMore() {
        assertThat(costs.roomMicros(1)).isEqualTo(208 + 0.9, ALMOST);
    }

    @Test
    void cost_thatIsGiven_prevails() {
        Costs given = new Costs(new Options(option -> "cost.frame.4904".equals(option) ? "5" : null));

        assertThat(given.frameMicros(4_904)).isEqualTo(5, ALMOST);
        assertThat(given.of(UnitCost.FRAME_235)).isEqualTo(UnitCost.FRAME_235.value());
    }
}
