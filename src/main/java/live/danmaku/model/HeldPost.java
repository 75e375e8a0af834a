package live.danmaku.model;

/**
 * A danmaku that waits until a moderator decides on it.
 *
 * @param id number on this node, from 1
 * @param at when it came, milliseconds since 1970-01-01T00:00:00Z
 * @param draft as it is to be shown
 * @param reason why it waits; may be empty
 */
public record HeldPost(long id, long at, Draft draft, String reason) {}
