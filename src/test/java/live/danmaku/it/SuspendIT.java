package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import live.danmaku.tool.server.WildFly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is suspended and resumed, which only WildFly can be. */
@EnumSource(names = "DRAINED_WILDFLY")
class SuspendIT extends DrainContract {

    @Test
    void suspend_drainsTheServer_andResumeBringsItBack() {
        WildFly wildFly = (WildFly) server;
        List<TestViewer> viewers = audienceWithADanmakuWaiting();

        List<Answer> answers = askingForReadinessMeanwhile(() -> wildFly.suspend(30));
        try {
            assertDrained(viewers);
            assertNotReadySinceTheFirstClose(viewers, answers, status -> status == 503);
            RawViewer turnedAway = closing(RawViewer.join(server.baseUri(), room));
            assertThat(turnedAway.status()).isEqualTo(503);
        } finally {
            wildFly.resume();
        }
        assertThat(http.health("ready").statusCode()).isEqualTo(200);
        TestViewer back = join();
        back.post("back again");
        assertThat(texts(back.next("batch"))).containsExactly("back again");
    }
}
