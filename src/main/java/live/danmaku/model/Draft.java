package live.danmaku.model;

/**
 * A danmaku that was checked but not yet accepted by a room: it has no id and no time.
 *
 * @param author who posts it
 * @param text plain text, already checked
 * @param style what it looks like
 */
public record Draft(Author author, String text, Style style) {}
