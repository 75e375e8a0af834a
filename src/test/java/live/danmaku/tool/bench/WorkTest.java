package live.danmaku.tool.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import live.danmaku.tool.load.Options;
import org.junit.jupiter.api.Test;

class WorkTest {
    @Test
    void read_servers_areTakenOnceAndTheFloorLast() {
        assertThat(read(Map.of("servers", "floor,ws, wildfly,ws")).servers()).containsExactly("ws", "wildfly", "floor");
    }

    @Test
    void read_manyRooms_haveAPosterEach() {
        assertThat(read(Map.of("rooms", "1000")).posters()).isEqualTo(1000);
        assertThatThrownBy(() -> read(Map.of("rooms", "30", "posters", "20")))
                .hasMessageContaining("every room needs a poster");
    }

    private static Work read(Map<String, String> options) {
        return Work.read(new Options(options::get));
    }
}
