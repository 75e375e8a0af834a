package live.danmaku.tool.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.server.Product;
import org.junit.jupiter.api.Test;

class TermsTest {
    @Test
    void read_nothingGiven_isAsUsual() {
        assertThat(read(Map.of())).isEqualTo(Terms.SOAK);
    }

    @Test
    void read_minutes_areAllOfItWithASixthToWarmUp() {
        Terms terms = read(Map.of("minutes", "6"));

        assertThat(terms.warmup()).isEqualTo(60);
        assertThat(terms.seconds()).isEqualTo(300);
    }

    @Test
    void read_hours_areWarmedUpForFiveMinutes() {
        assertThat(read(Map.of("minutes", "600")).warmup()).isEqualTo(300);
    }

    @Test
    void read_server_isThatProduct() {
        assertThat(read(Map.of("server", "payara-server")).product()).isEqualTo(Product.PAYARA_SERVER);
    }

    @Test
    void read_unknownServer_isRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> read(Map.of("server", "tomcat")))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("payara-server");
    }

    @Test
    void read_warmupAsLongAsTheRun_isRefused() {
        assertThatThrownBy(() -> read(Map.of("seconds", "10", "warmup", "10"))).isInstanceOf(StopException.class);
    }

    private static Terms read(Map<String, String> options) {
        return Terms.read(new Options(options::get), Terms.SOAK);
    }
}
