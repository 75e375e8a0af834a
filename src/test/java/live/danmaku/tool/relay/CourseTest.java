package live.danmaku.tool.relay;

import static live.danmaku.tool.relay.Course.Part.AFTER;
import static live.danmaku.tool.relay.Course.Part.BEFORE;
import static live.danmaku.tool.relay.Course.Part.MEANWHILE;
import static live.danmaku.tool.relay.Course.Part.WARM_UP;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final long NOW = -5;
    private static final Duration WARM_UP_TIME = Duration.ofSeconds(10);
    private static final Duration LASTING = Duration.ofSeconds(60);
    private static final Duration DOWN = Duration.ofSeconds(15);

    @Test
    void withoutTrouble_everythingAfterTheWarmUpIsBefore() {
        Course course = Course.of(NOW, WARM_UP_TIME, LASTING, Trouble.NONE, DOWN);

        assertThat(course.at(NOW)).isEqualTo(WARM_UP);
        assertThat(course.at(after(10))).isEqualTo(BEFORE);
        assertThat(course.at(after(69))).isEqualTo(BEFORE);
        assertThat(course.end()).isEqualTo(after(70));
    }

    @Test
    void trouble_beginsAfterAThird_andIsMended() {
        Course course = Course.of(NOW, WARM_UP_TIME, LASTING, Trouble.BROKER, DOWN);

        assertThat(course.at(after(29))).isEqualTo(BEFORE);
        assertThat(course.at(after(30))).isEqualTo(MEANWHILE);
        assertThat(course.at(after(44))).isEqualTo(MEANWHILE);
        assertThat(course.at(after(45))).isEqualTo(AFTER);
    }

    @Test
    void aNodeThatIsKilled_staysAway() {
        Course course = Course.of(NOW, WARM_UP_TIME, LASTING, Trouble.KILL, DOWN);

        assertThat(course.at(after(30))).isEqualTo(MEANWHILE);
        assertThat(course.at(after(69))).isEqualTo(MEANWHILE);
    }

    @Test
    void troubleThatWouldLastLonger_endsWithTheRun() {
        Course course = Course.of(NOW, WARM_UP_TIME, LASTING, Trouble.PAUSE, Duration.ofHours(1));

        assertThat(course.mended()).isEqualTo(course.end());
    }

    private static long after(long seconds) {
        return NOW + Duration.ofSeconds(seconds).toNanos();
    }
}
