package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import live.danmaku.tool.server.Jcmd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Viewers who do not read what they are sent. */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class SlowViewersIT extends ServerContract {
    private static final int STUCK = 50;
    private static final int POSTS_A_BATCH = 40;
    private static final int BATCHES = 10;
    private static final long ALLOWED_GROWTH = STUCK * 1_000_000L;

    @Test
    void theyDelayNobody_andMemoryStaysBounded() {
        for (int i = 0; i < STUCK; i++) {
            closing(RawViewer.join(server.baseUri(), room, 2_048));
        }
        TestViewer reader = join();
        TestViewer sender = join();
        long before = new Jcmd(server.process().pid()).liveBytes();
        int seq = 0;

        for (int batch = 0; batch < BATCHES; batch++) {
            postMany(sender);
            long posted = System.nanoTime();
            int texts = 0;
            while (texts < POSTS_A_BATCH) {
                JsonObject next = reader.next("batch");
                assertThat(next.getInt("seq")).isEqualTo(++seq);
                texts += texts(next).size();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - posted)).isLessThan(Duration.ofSeconds(5));
        }

        assertThat(new Jcmd(server.process().pid()).liveBytes() - before).isLessThan(ALLOWED_GROWTH);
    }

    private static void postMany(TestViewer sender) {
        for (int i = 0; i < POSTS_A_BATCH; i++) {
            sender.post("哈".repeat(100));
        }
        for (int i = 0; i < POSTS_A_BATCH; i++) {
            sender.next("ack");
        }
    }
}
