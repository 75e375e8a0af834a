package live.danmaku.moderation;

import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;

/** What text of people must be like before a viewer may see it: not empty, not too long, one line, valid Unicode. */
public final class TextRules {

    /** Code points in a display name. */
    public static final int NAME_MAX = 32;

    /** What the names begin with that the server gives to viewers; nobody may take such a name. */
    public static final String GUEST_PREFIX = "guest-";

    private TextRules() {}

    /**
     * A danmaku's text without white space at both ends.
     *
     * @param maxCodePoints at least 1
     * @throws Refusal {@code text_missing}, {@code text_too_long} or {@code text_invalid}
     */
    public static String danmaku(String text, int maxCodePoints) {
        String stripped = text.strip();
        if (stripped.codePoints().allMatch(TextRules::isInvisible)) {
            throw new Refusal(ErrorCode.TEXT_MISSING, "text is empty");
        }
        int length = stripped.codePointCount(0, stripped.length());
        if (length > maxCodePoints) {
            throw new Refusal(
                    ErrorCode.TEXT_TOO_LONG,
                    "text has " + length + " characters, at most " + maxCodePoints + " are allowed");
        }
        int bad =
                stripped.codePoints().filter(TextRules::isForbidden).findFirst().orElse(-1);
        if (bad >= 0) {
            throw new Refusal(
                    ErrorCode.TEXT_INVALID, "text has a character that is not allowed: U+%04X".formatted(bad));
        }
        return stripped;
    }

    /**
     * A display name that somebody chose, without white space at both ends.
     *
     * @throws Refusal {@code invalid_field} when it is empty, longer than {@link #NAME_MAX} code points, has characters that
     *     no danmaku may have or that nobody sees, or begins with {@link #GUEST_PREFIX}
     */
    public static String name(String name) {
        try {
            String checked = danmaku(name, NAME_MAX);
            boolean taken = checked.regionMatches(true, 0, GUEST_PREFIX, 0, GUEST_PREFIX.length());
            if (!taken && checked.codePoints().noneMatch(TextRules::isFormat)) {
                return checked;
            }
        } catch (Refusal e) {
            throw badName();
        }
        throw badName();
    }

    private static Refusal badName() {
        return new Refusal(
                ErrorCode.INVALID_FIELD,
                "user must be 1 to " + NAME_MAX + " characters without control characters, and not begin with "
                        + GUEST_PREFIX);
    }

    /** Control characters, line and paragraph separators, and surrogates without their other half. */
    private static boolean isForbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }

    private static boolean isInvisible(int codePoint) {
        return Character.isWhitespace(codePoint) || isFormat(codePoint);
    }

    /** Zero-width characters, marks of direction and the like. */
    private static boolean isFormat(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT;
    }
}
