package live.danmaku.tool.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final long MILLI = 1_000_000;

    private final Arrivals arrivals = new Arrivals(new Course(0, 100 * MILLI, 200 * MILLI, 300 * MILLI));

    @Test
    void add_keepsPartsApart_andOwnNodesFromOthers() {
        arrivals.add(0, 0, 50 * MILLI, 60 * MILLI);
        arrivals.add(0, 1, 50 * MILLI, 80 * MILLI);
        arrivals.add(1, 1, 150 * MILLI, 350 * MILLI);

        assertThat(arrivals.text(Course.Part.BEFORE).strip().split("\\s+"))
                .containsExactly("10", "10", "10", "30", "30", "30", "2");
        assertThat(arrivals.text(Course.Part.MEANWHILE).strip().split("\\s+"))
                .containsExactly("200", "200", "200", "0", "0", "0", "1");
        assertThat(arrivals.text(Course.Part.AFTER).strip()).endsWith(" 0");
    }

    @Test
    void again_countsEachDirectionOnce_byItsFirst() {
        arrivals.again(0, 1, 250 * MILLI);
        arrivals.again(0, 1, 290 * MILLI);
        arrivals.again(1, 0, 270 * MILLI);

        assertThat(arrivals.linksAgain()).isEqualTo(2);
        assertThat(arrivals.slowestAgainMillis(200 * MILLI)).isEqualTo(70);
    }
}
