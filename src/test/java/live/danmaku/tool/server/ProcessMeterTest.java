package live.danmaku.tool.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMeterTest {
    @Test
    void cpuMicros_programWithSpacesAndBracketsInItsName_isUserAndSystemTime() {
        String stat = "4711 (a b) c) S 1 4711 4711 0 -1 4194560 51200 0 10 0 250 75 0 0 20 0 61 0 9000 1 2 3\n";

        assertThat(ProcessMeter.cpuMicros(stat)).isEqualTo((250 + 75) * 10_000);
    }

    @Test
    void cpuMicros_thisProcess_isMoreThanNothing() {
        assertThat(new ProcessMeter(ProcessHandle.current().pid()).cpuMicros()).isPositive();
    }
}
