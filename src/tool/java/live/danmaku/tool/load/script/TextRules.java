package live.danmaku.tool.load.script;

/** The protocol's rules for a danmaku's text, applied before posting so that a replay can name what it leaves out. */
final class TextRules {
    private TextRules() {}

    /** @param limit code points that the server takes at most */
    static void check(String text, int limit) throws UnusableCommentException {
        if (text.isBlank()) {
            throw UnusableCommentException.text("no text");
        }
        int length = text.codePointCount(0, text.length());
        if (length > limit) {
            throw UnusableCommentException.text("text has " + length + " characters, the server takes " + limit);
        }
        if (text.codePoints().anyMatch(TextRules::isForbidden)) {
            throw UnusableCommentException.text(
                    "text has a control character, line separator or half a surrogate pair");
        }
    }

    private static boolean isForbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
