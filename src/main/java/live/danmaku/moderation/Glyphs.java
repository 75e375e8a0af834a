package live.danmaku.moderation;

import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;

/** How a text would look: nothing in it that reaches out of its line, and not too much of what catches the eye. */
final class Glyphs {

    private Glyphs() {}

    /**
     * The text without characters that force a direction (embeddings, overrides, isolates; UAX #9): they could turn around what
     * stands beside the text. The marks that single letters need are left.
     */
    static String withoutDirections(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isDirection(text.charAt(at))) {
                StringBuilder left = new StringBuilder(text.length());
                text.chars().filter(c -> !isDirection((char) c)).forEach(c -> left.append((char) c));
                return left.toString();
            }
        }
        return text;
    }

    private static boolean isDirection(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }

    /**
     * Refuses a text with too many marks on one character, which reach into the lines above and below.
     *
     * @throws Refusal {@code too_many_marks}
     */
    static void checkMarks(String text, int most) {
        int marks = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            if (isMark(codePoint)) {
                marks++;
            } else if (Character.getType(codePoint) != Character.FORMAT) {
                // What is invisible does not end a character.
                marks = 0;
            }
            if (marks > most) {
                throw new Refusal(
                        ErrorCode.TOO_MANY_MARKS, "a character may have " + most + " accents and other marks at most");
            }
        }
    }

    private static boolean isMark(int codePoint) {
        if (codePoint < 0x300) {
            return false;
        }
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /**
     * Refuses a text with too many emoji; one that is put together counts as its parts.
     *
     * @throws Refusal {@code too_many_emoji}
     */
    static void checkEmoji(String text, int most) {
        if (text.codePoints().filter(Glyphs::isEmoji).count() > most) {
            throw new Refusal(ErrorCode.TOO_MANY_EMOJI, "a text may have " + most + " emoji at most");
        }
    }

    /** The blocks of pictures: those of the BMP, and all pictographs beyond it. */
    private static boolean isEmoji(int codePoint) {
        return (codePoint >= 0x1F000 && codePoint <= 0x1FAFF) || (codePoint >= 0x2600 && codePoint <= 0x27BF);
    }
}
