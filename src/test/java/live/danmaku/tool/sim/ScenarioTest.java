package live.danmaku.tool.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.StopException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {

    @ParameterizedTest
    @ValueSource(strings = {"mixed", "giant", "many"})
    void audiences_areAllViewers_theLargestFirst(String name) {
        Scenario scenario = Scenario.read(new Options(option -> "scenario".equals(option) ? name : null));

        int[] audiences = scenario.audiences();

        assertThat(Arrays.stream(audiences).sum()).isEqualTo(5_000_000);
        assertThat(audiences[0]).isEqualTo(Arrays.stream(audiences).max().orElseThrow());
        assertThat(Arrays.stream(audiences).min().orElseThrow()).isPositive();
    }

    @Test
    void audiences_fallAsZipfSays() {
        int[] audiences = new Scenario(1, 1_000_000, 100, 0, 1, 0, 100, 1).audiences();

        assertThat(audiences[0] / (double) audiences[9]).isBetween(9.9, 10.1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Dscenario=other",
                "-Dnodes=0",
                "-Dnodes=x",
                "-Dgiant=1.5",
                "-Drooms=100000000",
                "-Dbalancer=best",
                "-Dbus=carrier-pigeon",
                "-Dkilled=4",
                "-Dwave=5",
                "-Dcost.connects=-1"
            })
    void options_thatMakeNoSense_areTold(String option) {
        assertThatThrownBy(() -> new Simulated(option))
                .isInstanceOf(StopException.class)
                .hasMessageNotContaining("Exception");
    }
}
