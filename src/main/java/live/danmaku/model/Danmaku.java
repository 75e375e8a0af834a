package live.danmaku.model;

/**
 * One accepted comment.
 *
 * @param id number within the room's epoch, from 1, in the order of acceptance
 * @param at time of acceptance, milliseconds since 1970-01-01T00:00:00Z
 * @param draft who, what and how
 */
public record Danmaku(long id, long at, Draft draft) {}
