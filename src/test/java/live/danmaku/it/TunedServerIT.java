package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.Jcmd;
import live.danmaku.tool.server.PayaraMicro;
import live.danmaku.tool.server.PayaraServer;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.WildFly;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The servers as {@code mvn -Prun -Dtuned=true} sets them up for many viewers. */
class TunedServerIT {

    static Stream<Arguments> servers() {
        return Stream.of(
                server("wildfly", instance -> WildFly.trimmed(BuildFiles.wildFlyHome(), instance, Ports.free())),
                server("payara-micro", instance -> new PayaraMicro(BuildFiles.payaraMicroJar(), instance)),
                server("payara-server", instance -> new PayaraServer(BuildFiles.payaraHome(), instance)));
    }

    private static Arguments server(String name, Function<Instance, AppServer> product) {
        return Arguments.of(name, product);
    }

    /** The log line is what {@code HandshakeMemory} says where a server's fields are not what it takes them for. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void aTunedServer_runsWithTheTunedJava_servesAndForgetsHandshakes(
            String name, Function<Instance, AppServer> product) {
        try (AppServer server = product.apply(new Instance(
                BuildFiles.instance("it-tuned-" + name),
                Ports.free(),
                BuildFiles.war(),
                List.of(),
                List.of(),
                Map.of(),
                /* tuned= */ true))) {
            server.start();

            assertThat(new Jcmd(server.process().pid()).flags())
                    .contains("-XX:+UseParallelGC", "-XX:MaxHeapSize=1610612736");
            TestViewer viewer = TestViewer.join(server.baseUri(), "tuned");
            assertThat(viewer.next().getString("room")).isEqualTo("tuned");
            viewer.post("still here");
            assertThat(viewer.next("batch").toString()).contains("still here");
            assertThat(server.logFile()).content().doesNotContain("keeps its handshake in memory");
        }
    }
}
