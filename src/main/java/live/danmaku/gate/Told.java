package live.danmaku.gate;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.danmaku.model.Author;
import live.danmaku.model.Danmaku;
import live.danmaku.model.RoomId;
import live.danmaku.model.Style;
import live.danmaku.sanction.AuditEntry;

/** What happened, in words of the JDK: a map for each event, as {@code client.ListenerBinding} reads it. */
final class Told {

    static final String ACCEPTED = "accepted";
    static final String OPENED = "opened";
    static final String CLOSED = "closed";
    static final String MODERATED = "moderated";
    static final String MISSED = "missed";

    private static final String EVENT = "event";

    private Told() {}

    static List<Map<String, String>> accepted(RoomId room, String epoch, Collection<Danmaku> danmaku) {
        return danmaku.stream().map(one -> accepted(room, epoch, one)).toList();
    }

    private static Map<String, String> accepted(RoomId room, String epoch, Danmaku danmaku) {
        Author author = danmaku.draft().author();
        Style style = danmaku.draft().style();
        Map<String, String> fields = room(ACCEPTED, room, epoch);
        fields.put("id", Long.toString(danmaku.id()));
        fields.put("at", Long.toString(danmaku.at()));
        fields.put("text", danmaku.draft().text());
        fields.put("user", author.name());
        fields.put("mode", style.mode().wireName());
        fields.put("color", style.color());
        fields.put("size", style.size().wireName());
        fields.put("lane", author.lane().wireName());
        return fields;
    }

    /** A room that opened or closed. */
    static Map<String, String> room(String event, RoomId room, String epoch) {
        Map<String, String> fields = new HashMap<>();
        fields.put(EVENT, event);
        fields.put("room", room.value());
        fields.put("epoch", epoch);
        return fields;
    }

    static Map<String, String> moderated(AuditEntry entry) {
        Map<String, String> fields = new HashMap<>();
        fields.put(EVENT, MODERATED);
        fields.put("act", entry.act());
        if (entry.room() != null) {
            fields.put("room", entry.room().value());
        }
        fields.put("moderator", entry.who());
        fields.put("what", entry.what());
        fields.put("at", Long.toString(entry.atMillis()));
        return fields;
    }

    static Map<String, String> missed(long count) {
        return Map.of(EVENT, MISSED, "count", Long.toString(count));
    }
}
