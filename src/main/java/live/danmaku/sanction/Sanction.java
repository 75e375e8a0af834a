package live.danmaku.sanction;

import java.time.Instant;

/**
 * One thing that a moderator has laid down, until a time or until it is lifted.
 *
 * @param key what it is, where, and upon whom; there is one of each at a time
 * @param detail what its kind needs besides; empty where it needs nothing
 * @param untilMillis since 1970-01-01T00:00:00Z; 0 = until it is lifted
 */
public record Sanction(SanctionKey key, String detail, long untilMillis) {

    /** Whether it still holds. */
    boolean holdsAt(long millis) {
        return untilMillis == 0 || millis < untilMillis;
    }

    /** What it says, for the audit: never where and by whom. */
    public String summary() {
        StringBuilder words = new StringBuilder(key.kind().label());
        if (!key.target().isEmpty()) {
            words.append(' ').append(key.target());
        }
        if (!detail.isEmpty()) {
            words.append(' ').append(detail);
        }
        if (untilMillis != 0) {
            words.append(" until ").append(Instant.ofEpochMilli(untilMillis));
        }
        return words.toString();
    }
}
