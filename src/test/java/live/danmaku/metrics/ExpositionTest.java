package live.danmaku.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import live.danmaku.FakeSocket;
import live.danmaku.TestFrames;
import live.danmaku.TestNode;
import live.danmaku.admin.Figures;
import live.danmaku.model.CloseCode;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.RoomId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpositionTest {

    private static final RoomId LOBBY = new RoomId("lobby");

    private final TestNode node = new TestNode();
    private final Exposition exposition = new Exposition(new Sources(
            new Figures(node.registry, node.metrics, TestFrames.FACTORY, node.kept, () -> null),
            node.metrics,
            TestFrames.FACTORY.compressor(),
            new TreeMap<>(Map.of("review", () -> 3, "store", () -> 4)),
            () -> true,
            node.settings));

    @AfterEach
    void close() {
        exposition.close();
    }

    @Test
    void scrape_afterABatch_hasItInEveryFigure() {
        node.join(LOBBY, FakeSocket.open());
        node.post(LOBBY, "hello");
        node.time.settle();

        assertThat(exposition.scrape().lines())
                .contains(
                        "danmaku_rooms 1.0",
                        "danmaku_viewers{format=\"text\",way=\"fake\"} 1.0",
                        "danmaku_accepted_total 1.0",
                        "danmaku_batched_total 1.0",
                        "danmaku_batches_total 1.0",
                        "danmaku_frames_sent_total 1.0",
                        "danmaku_room_viewers{room=\"lobby\"} 1.0",
                        "danmaku_room_accepted_total{room=\"lobby\"} 1.0",
                        "danmaku_tick_delay_seconds_count 1",
                        "danmaku_tick_duration_seconds_bucket{le=\"+Inf\"} 1",
                        "danmaku_fanout_lag_seconds_bucket{le=\"0.001\"} 1",
                        "danmaku_queued{queue=\"window\"} 0.0",
                        "danmaku_queued{queue=\"review\"} 3.0",
                        "danmaku_ready 1.0")
                .anyMatch(line -> line.startsWith("danmaku_sent_bytes_total ") && !line.endsWith(" 0.0"));
    }

    @Test
    void scrape_refusalsAndCloses_areThereBeforeTheyOccur() {
        node.metrics.refused(ErrorCode.ROOM_BUSY);
        node.metrics.closed(CloseCode.TOO_SLOW);

        assertThat(exposition.scrape().lines())
                .contains(
                        "danmaku_refused_total{code=\"room_busy\"} 1.0",
                        "danmaku_refused_total{code=\"text_too_long\"} 0.0",
                        "danmaku_closes_total{code=\"1013\",reason=\"too_slow\"} 1.0",
                        "danmaku_closes_total{code=\"1012\",reason=\"restart\"} 0.0");
    }

    @Test
    void scrape_moreRoomsThanHaveSeries_hasThoseWithTheMostViewers_andAsManySeries() {
        node.source.set("danmaku.metrics.rooms", "2");
        node.settings.refresh();
        join("busy", 3);
        join("busier", 4);
        long before = exposition.scrape().lines().count();

        for (int i = 0; i < 100; i++) {
            join("quiet-" + i, 1);
        }
        List<String> after = exposition.scrape().lines().toList();

        assertThat(after).hasSize((int) before).contains("danmaku_rooms 102.0");
        assertThat(after.stream().filter(line -> line.startsWith("danmaku_room_viewers{")))
                .containsExactlyInAnyOrder(
                        "danmaku_room_viewers{room=\"busier\"} 4.0", "danmaku_room_viewers{room=\"busy\"} 3.0");
    }

    @Test
    void families_haveHelp_andNamesByTheConventions() {
        assertThat(families()).isNotEmpty().allSatisfy(family -> {
            assertThat(family.getMetadata().getHelp()).as(name(family)).isNotBlank();
            assertThat(name(family)).matches("[a-z]+(_[a-z]+)*");
            assertThat(name(family)).doesNotEndWith("_total").doesNotContain("millis");
        });
    }

    @Test
    void document_hasEveryMetric_withItsTypeAndMeaning() throws IOException {
        List<String> rows = families()
                .map(family -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                shown(family),
                                type(family),
                                labels(family),
                                family.getMetadata().getHelp()))
                .sorted()
                .toList();

        List<String> document = Files.readAllLines(Path.of("docs/metrics.md"));

        assertThat(document.stream().filter(line -> line.startsWith("| `danmaku_")))
                .as(String.join("\n", rows))
                .containsExactlyElementsOf(rows);
    }

    private Stream<MetricSnapshot> families() {
        join("lobby", 1);
        return exposition.families().stream().filter(family -> name(family).startsWith("danmaku_"));
    }

    private static String name(MetricSnapshot family) {
        return family.getMetadata().getPrometheusName();
    }

    private static String shown(MetricSnapshot family) {
        return family instanceof CounterSnapshot ? name(family) + "_total" : name(family);
    }

    private static String type(MetricSnapshot family) {
        if (family instanceof CounterSnapshot) {
            return "counter";
        }
        if (family instanceof HistogramSnapshot) {
            return "histogram";
        }
        assertThat(family).isInstanceOf(GaugeSnapshot.class);
        return "gauge";
    }

    private static String labels(MetricSnapshot family) {
        TreeSet<String> labels = new TreeSet<>();
        family.getDataPoints()
                .forEach(point -> point.getLabels().stream().forEach(label -> labels.add(label.getName())));
        return String.join(", ", labels);
    }

    private void join(String room, int viewers) {
        for (int i = 0; i < viewers; i++) {
            node.join(new RoomId(room), FakeSocket.open());
        }
    }
}
