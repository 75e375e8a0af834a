package live.danmaku.sanction;

import java.time.Instant;
import live.danmaku.model.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * The record of one act: when, who, from where, what, in which room.
 *
 * @param atMillis since 1970-01-01T00:00:00Z
 * @param who the moderator
 * @param from the address that the moderator acted from; empty where nobody knows
 * @param act its name
 * @param room where; null for everywhere
 * @param what upon what or whom, in words
 */
public record AuditEntry(
        long atMillis,
        String who,
        String from,
        String act,
        @Nullable RoomId room,
        String what) {

    /** Characters of a value that are kept. */
    private static final int VALUE_MAX = 1_000;

    /** One line, whatever people have written: quotation marks, and all that is not plain to see, are escaped as in JSON. */
    public String line() {
        return "act=%s room=%s who=%s from=%s at=%s what=%s"
                .formatted(
                        act,
                        room == null ? "*" : room.value(),
                        quoted(who),
                        quoted(from),
                        Instant.ofEpochMilli(atMillis),
                        quoted(what));
    }

    private static String quoted(String value) {
        StringBuilder line = new StringBuilder("\"");
        value.codePoints().limit(VALUE_MAX).forEach(codePoint -> {
            if (codePoint == '"' || codePoint == '\\') {
                line.append('\\').appendCodePoint(codePoint);
            } else if (isPlain(codePoint)) {
                line.appendCodePoint(codePoint);
            } else {
                for (char unit : Character.toChars(codePoint)) {
                    line.append("\\u%04x".formatted((int) unit));
                }
            }
        });
        return line.append('"').toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
