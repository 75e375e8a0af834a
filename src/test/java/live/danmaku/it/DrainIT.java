package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import live.danmaku.tool.server.AdministeredServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** How a server lets go of its viewers: two by two, every 300 ms, back within 6 s. */
@EnumSource(names = {"DRAINED_WILDFLY", "DRAINED_PAYARA_SERVER"})
class DrainIT extends DrainContract {

    @Test
    void undeploy_lastBatchLeaves_thenViewersAreClosedInPacedGroups_andToldWhenToComeBack() {
        AdministeredServer administered = on.administered();
        List<TestViewer> viewers = audienceWithADanmakuWaiting();

        List<Answer> answers = askingForReadinessMeanwhile(administered::undeploy);
        try {
            assertDrained(viewers);
            assertNotReadySinceTheFirstClose(viewers, answers, status -> status != 200);
        } finally {
            administered.deploy();
        }
        join();
        assertThat(http.health("ready").statusCode()).isEqualTo(200);
    }

    @Test
    void stop_lastBatchLeaves_thenViewersAreClosedInPacedGroups_andToldWhenToComeBack() {
        List<TestViewer> viewers = audienceWithADanmakuWaiting();

        on.stop();

        assertDrained(viewers);
    }

    @Test
    void health_ofAServerThatRuns_isUp() {
        join();

        HttpResponse<String> ready = http.health("ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(TestViewer.json(ready.body()).getString("status")).isEqualTo("UP");
        assertThat(TestViewer.json(ready.body()).getInt("viewers")).isPositive();
        assertThat(http.health("live").statusCode()).isEqualTo(200);
    }
}
