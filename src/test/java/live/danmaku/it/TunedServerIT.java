package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.Jcmd;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.WildFly;
import org.junit.jupiter.api.Test;

/** WildFly as {@code mvn -Prun -Dtuned=true} sets it up for many viewers; {@link ServerConfigIT} has Payara so. */
class TunedServerIT {

    @Test
    void aTunedServer_runsWithTheTunedJava_servesAndForgetsHandshakes() {
        Instance instance = new Instance(
                BuildFiles.instance("it-tuned-wildfly"),
                Ports.free(),
                BuildFiles.war(),
                List.of(),
                List.of(),
                Map.of(),
                /* tuned= */ true);
        try (AppServer server = WildFly.trimmed(BuildFiles.wildFlyHome(), instance, Ports.free())) {
            server.start();

            TestViewer viewer = TestViewer.join(server.baseUri(), "tuned");
            assertThat(viewer.next().getString("room")).isEqualTo("tuned");
            viewer.post("still here");
            assertThat(viewer.next("batch").toString()).contains("still here");
            assertTuned(server);
        }
    }

    /** The log line is what {@code HandshakeMemory} says where a server's fields are not what it takes them for. */
    static void assertTuned(AppServer server) {
        assertThat(new Jcmd(server.process().pid()).flags())
                .contains("-XX:+UseParallelGC", "-XX:MaxHeapSize=1610612736");
        assertThat(server.logFile()).content().doesNotContain("keeps its handshake in memory");
    }
}
