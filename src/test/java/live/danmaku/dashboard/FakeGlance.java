package live.danmaku.dashboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import live.danmaku.model.Balance;
import live.danmaku.model.Omission;
import live.danmaku.model.RoomId;
import live.danmaku.model.RoomStatus;

/** A server that says how often it was looked at. */
final class FakeGlance implements Glance {

    final List<RoomStatus> rooms = new ArrayList<>();
    int looks;
    int looksAtRooms;
    Runnable whenLookedAt = () -> {};

    @Override
    public String node() {
        whenLookedAt.run();
        return "look " + ++looks;
    }

    @Override
    public List<RoomStatus> rooms() {
        looksAtRooms++;
        return List.copyOf(rooms);
    }

    @Override
    public String rooms(RoomQuery.Page page) {
        return page.rooms().stream()
                .map(room -> room.room().value())
                .collect(Collectors.joining(",", "of " + page.total() + ": ", ""));
    }

    @Override
    public String room(RoomId room) {
        return "room " + room.value();
    }

    /** A room with these figures. */
    static RoomStatus room(String name, int online, long accepted, long omitted) {
        return new RoomStatus(
                new RoomId(name),
                "epoch",
                1,
                online,
                online,
                Duration.ofSeconds(1),
                new Balance(accepted, accepted - omitted, 0, Map.of(Omission.RATE, omitted), 0, 0),
                0,
                new RoomStatus.History(0, 0));
    }
}
