package live.danmaku.jmx;

import live.danmaku.model.RoomId;
import live.danmaku.sanction.AuditEntry;

/**
 * An act in the record, as JMX shows it.
 *
 * @param atMillis since 1970-01-01T00:00:00Z
 * @param who did it
 * @param from the address that they acted from; empty where nobody knows
 * @param act its name
 * @param room where; {@code *} for everywhere
 * @param what upon what or whom
 */
public record AuditRow(long atMillis, String who, String from, String act, String room, String what) {

    static AuditRow of(AuditEntry entry) {
        RoomId room = entry.room();
        return new AuditRow(
                entry.atMillis(),
                entry.who(),
                entry.from(),
                entry.act(),
                room == null ? Controls.EVERYWHERE : room.value(),
                entry.what());
    }
}
