package live.danmaku.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import live.danmaku.ManualTime;
import live.danmaku.MapSource;
import live.danmaku.cluster.Relay;
import live.danmaku.config.LiveSettings;
import live.danmaku.telemetry.Metrics;
import org.junit.jupiter.api.Test;

class NodesTest {

    private final MapSource source = new MapSource();

    @Test
    void configured_noBus_isAlone() {
        source.set("danmaku.cluster.secret", "short");

        try (Nodes nodes = nodes()) {
            assertThat(nodes.relay()).isSameAs(Relay.NONE);
            assertThat(nodes.status()).isNull();
        }
    }

    @Test
    void configured_aBusAndASecretThatIsNotValid_isRefusedWithoutTheValue() {
        source.set("danmaku.cluster.jms", "jms/danmakuCF");
        source.set("danmaku.cluster.secret", "a-short-secret");

        assertThatThrownBy(this::nodes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("danmaku.cluster.secret")
                .hasMessageNotContaining("a-short-secret");
    }

    @Test
    void configured_anAddressThatIsNone_isRefused_insteadOfStandingAlone() {
        source.set("danmaku.cluster.nats", "nats://user:password-1@127.0.0.1:4222");

        assertThatThrownBy(this::nodes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("danmaku.cluster.nats")
                .hasMessageNotContaining("password-1");
        assertThat(new LiveSettings(source).rejected().toString())
                .contains("//(secret)@127.0.0.1")
                .doesNotContain("password-1");
    }

    @Test
    void configured_twoBuses_isRefused() {
        source.set("danmaku.cluster.jms", "jms/danmakuCF");
        source.set("danmaku.cluster.nats", "nats://127.0.0.1:4222");

        assertThatThrownBy(this::nodes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("danmaku.cluster.jms", "danmaku.cluster.nats");
    }

    @Test
    void configured_nats_isOneOfSeveral_withoutAServer() {
        source.set("danmaku.cluster.nats", "nats://127.0.0.1:1");

        try (Nodes nodes = nodes()) {
            assertThat(nodes.relay().isOn()).isTrue();
        }
    }

    private Nodes nodes() {
        return Nodes.configured(
                new LiveSettings(source), () -> Thread::new, new ManualTime(), new Metrics(), () -> "n1");
    }
}
