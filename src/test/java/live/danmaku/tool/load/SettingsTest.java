package live.danmaku.tool.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void read_nothingGiven_isTheServerOfTheRunCommand() {
        Settings settings = read(Map.of());

        assertThat(settings.url()).hasToString("ws://127.0.0.1:8080/danmaku");
        assertThat(settings.roomName(0)).isEqualTo("load");
        assertThat(settings.report()).isNull();
    }

    @Test
    void roomName_severalRooms_areNumbered() {
        Settings settings = Settings.read("load", new Options(Map.of("room", "r")::get), 1, 2, 0);

        assertThat(settings.roomName(1)).isEqualTo("r-2");
    }

    @Test
    void read_badOptions_areNamedWithTheirValue() {
        assertThatThrownBy(() -> read(Map.of("viewers", "many"))).hasMessage("-Dviewers=many is not a whole number");
        assertThatThrownBy(() -> read(Map.of("viewers", "0"))).hasMessage("-Dviewers=0 must be 1 or more");
        assertThatThrownBy(() -> read(Map.of("drain", "NaN"))).hasMessage("-Ddrain=NaN must be 0.0 or more");
        assertThatThrownBy(() -> read(Map.of("via", "mail"))).hasMessage("-Dvia=mail must be ws or http");
        assertThatThrownBy(() -> read(Map.of("url", "http://a/danmaku")))
                .hasMessage("-Durl=http://a/danmaku must look like ws://HOST:PORT/danmaku");
    }

    private static Settings read(Map<String, String> options) {
        return Settings.read("load", new Options(options::get), 100, 1, 5);
    }
}
