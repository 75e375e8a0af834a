package live.danmaku.model;

import org.jspecify.annotations.Nullable;

/**
 * One accepted comment.
 *
 * @param id number within the room's epoch, from 1, in the order of acceptance
 * @param at time of acceptance, milliseconds since 1970-01-01T00:00:00Z
 * @param draft who, what and how
 * @param origin where it was accepted first, if that was another node; null where it was this one
 */
public record Danmaku(
        long id, long at, Draft draft, @Nullable Origin origin) {

    /** A danmaku that was accepted here. */
    public Danmaku(long id, long at, Draft draft) {
        this(id, at, draft, null);
    }
}
