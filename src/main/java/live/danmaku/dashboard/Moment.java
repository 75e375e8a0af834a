package live.danmaku.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import live.danmaku.model.RoomStatus;
import org.jspecify.annotations.Nullable;

/**
 * The server at one moment, as all pages that are open are told of it: what several of them show is looked up and written once.
 *
 * <p>Threading: any thread; what is made on first use is made under the object itself or in a step of the map.
 */
final class Moment {

    private final Glance glance;
    private final long nanos;
    private final String node;
    private final Map<View, byte[]> messages = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private @Nullable List<RoomStatus> rooms;

    /** Looks at the node now, which is the moment {@code nanos} of the clock that nobody sets. */
    Moment(Glance glance, long nanos) {
        this.glance = glance;
        this.nanos = nanos;
        this.node = glance.node();
    }

    /** When this was. */
    long nanos() {
        return nanos;
    }

    /** What a page is told that shows this, as server-sent events; not to be changed. */
    byte[] message(View view) {
        return messages.computeIfAbsent(view, this::write);
    }

    private byte[] write(View view) {
        StringBuilder events = new StringBuilder();
        append(events, "node", node);
        RoomQuery query = view.rooms();
        if (query != null) {
            append(events, "rooms", glance.rooms(query.page(rooms())));
        }
        if (view.room() != null) {
            append(events, "room", glance.room(view.room()));
        }
        return events.toString().getBytes(UTF_8);
    }

    private synchronized List<RoomStatus> rooms() {
        if (rooms == null) {
            rooms = glance.rooms();
        }
        return rooms;
    }

    /** The data are JSON without line breaks, which would end them. */
    private static void append(StringBuilder events, String name, String data) {
        events.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
    }
}
