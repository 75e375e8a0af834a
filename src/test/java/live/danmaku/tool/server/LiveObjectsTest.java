package live.danmaku.tool.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveObjectsTest {
    private static final String TABLE = """
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:         40000        2400000  [B (java.base@17)
               2:            12            480  live.danmaku.transport.Outbox
            Total         40012        2400480
            """;

    @Test
    void of_table_hasObjectsByClassAndAllBytes() {
        LiveObjects objects = LiveObjects.of(TABLE);

        assertThat(objects.instances("live.danmaku.transport.Outbox")).isEqualTo(12);
        assertThat(objects.instances("[B")).isEqualTo(40_000);
        assertThat(objects.instances("live.danmaku.room.Room")).isZero();
        assertThat(objects.bytes()).isEqualTo(2_400_480);
    }
}
