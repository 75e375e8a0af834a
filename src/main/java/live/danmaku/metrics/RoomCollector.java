package live.danmaku.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.ToDoubleFunction;
import live.danmaku.admin.Figures;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Balance;
import live.danmaku.model.RoomStatus;

/**
 * The rooms with the most viewers. A room's series end when others have more, and counters begin anew with each life of the room.
 *
 * @param figures of the rooms
 * @param settings how many
 */
record RoomCollector(Figures figures, LiveSettings settings) implements MultiCollector {

    private static final String OF =
            " of one of the rooms with the most viewers; danmaku.metrics.rooms says of how many.";

    @Override
    public MetricSnapshots collect() {
        List<RoomStatus> rooms = figures.busiest(settings.get().get(Key.METRICS_ROOMS));
        return MetricSnapshots.of(
                gauge("danmaku_room_viewers", "Viewers" + OF, rooms, RoomStatus::online),
                gauge(
                        "danmaku_room_pending",
                        "Danmaku that wait for the window's end" + OF,
                        rooms,
                        room -> room.balance().pending()),
                counter(
                        "danmaku_room_accepted",
                        "Danmaku accepted in this life" + OF,
                        rooms,
                        room -> room.balance().accepted()),
                counter(
                        "danmaku_room_thinned",
                        "Danmaku left out in this life" + OF,
                        rooms,
                        room -> Balance.total(room.balance().thinned())),
                counter(
                        "danmaku_room_skipped",
                        "Frames left out for slow viewers in this life" + OF,
                        rooms,
                        RoomStatus::skipped));
    }

    private static GaugeSnapshot gauge(
            String name, String help, List<RoomStatus> rooms, ToDoubleFunction<RoomStatus> value) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
        rooms.forEach(room -> family.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(labels(room))
                .value(value.applyAsDouble(room))
                .build()));
        return family.build();
    }

    private static CounterSnapshot counter(
            String name, String help, List<RoomStatus> rooms, ToDoubleFunction<RoomStatus> value) {
        CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
        rooms.forEach(room -> family.dataPoint(CounterDataPointSnapshot.builder()
                .labels(labels(room))
                .value(value.applyAsDouble(room))
                .build()));
        return family.build();
    }

    private static Labels labels(RoomStatus room) {
        return Labels.of("room", room.room().value());
    }
}
