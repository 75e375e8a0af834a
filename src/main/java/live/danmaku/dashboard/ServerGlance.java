package live.danmaku.dashboard;

import java.util.List;
import java.util.Locale;
import live.danmaku.admin.Figures;
import live.danmaku.admin.Operations;
import live.danmaku.encode.Encoder;
import live.danmaku.model.RoomId;
import live.danmaku.model.RoomStatus;
import live.danmaku.model.TimeSource;
import live.danmaku.room.Moderation;

/**
 * This server, as pages are told of it.
 *
 * @param figures what is counted and measured
 * @param operations whether viewers are let in
 * @param moderation what holds in rooms, and what waits there
 * @param encoder writes
 * @param time says when
 */
public record ServerGlance(
        Figures figures, Operations operations, Moderation moderation, Encoder encoder, TimeSource time)
        implements Glance {

    @Override
    public String node() {
        return "{\"at\":%d,\"state\":\"%s\",\"rejected\":%d,\"recorded\":%d,\"node\":%s}"
                .formatted(
                        time.epochMillis(),
                        operations.state().name().toLowerCase(Locale.ROOT),
                        operations.rejected().size(),
                        operations.recorded(),
                        encoder.node(figures.node()));
    }

    @Override
    public List<RoomStatus> rooms() {
        return figures.all();
    }

    @Override
    public String rooms(RoomQuery.Page page) {
        return encoder.rooms(page.total(), page.rooms());
    }

    @Override
    public String room(RoomId room) {
        String inForce = encoder.inForce(
                room, moderation.rules(room), moderation.list(room), moderation.held(room), moderation.isDurable());
        return "{\"figures\":%s,\"inForce\":%s}"
                .formatted(figures.room(room).map(encoder::room).orElse("null"), inForce);
    }
}
