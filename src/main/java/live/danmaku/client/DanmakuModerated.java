package live.danmaku.client;

import org.jspecify.annotations.Nullable;

/**
 * A CDI event: a moderator has done something.
 *
 * @param act its name, such as {@code recall} or {@code mute}
 * @param room where; null for everywhere
 * @param moderator who did it: the user's id, or the name where there is none
 * @param what upon what or whom, in words, as the audit log has it
 * @param at when, milliseconds since 1970-01-01T00:00:00Z
 */
public record DanmakuModerated(String act, @Nullable String room, String moderator, String what, long at) {}
