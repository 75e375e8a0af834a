package live.danmaku.tool.load.script;

/**
 * A comment of a file: where it stood, when it is due, and whose it is.
 *
 * @param line line in the file, from 1
 * @param seconds time on the file's clock, 0 or more
 * @param viewer who wrote it; the same text for the same viewer
 */
public record TimedComment(int line, double seconds, String viewer, Comment comment) {
    private static final int SMALL = 18;
    private static final int LARGE = 36;

    /**
     * A comment out of the fields that the file formats have in common.
     *
     * @throws UnusableCommentException if a field makes no sense, or the comment is of a kind that cannot be posted
     */
    static TimedComment of(int line, String seconds, String mode, String size, String color, String viewer, String text)
            throws UnusableCommentException {
        Comment comment = new Comment(text.strip(), mode(mode), color(color), size(size));
        TextRules.check(comment.text(), Integer.MAX_VALUE);
        return new TimedComment(line, seconds(seconds), viewer, comment);
    }

    private static double seconds(String field) throws UnusableCommentException {
        try {
            double seconds = Double.parseDouble(field);
            if (seconds >= 0 && seconds <= Integer.MAX_VALUE) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            throw UnusableCommentException.malformed("time '" + field + "' is not a number", e);
        }
        throw UnusableCommentException.malformed("time '" + field + "' is not 0 or more seconds");
    }

    private static String mode(String field) throws UnusableCommentException {
        return switch (integer("mode", field)) {
            case 1, 2, 3 -> "scroll";
            case 4 -> "bottom";
            case 5 -> "top";
            case 6 -> "reverse";
            case 7 -> throw UnusableCommentException.unsupported("mode 7 (positioned) has no counterpart");
            case 8 -> throw UnusableCommentException.unsupported("mode 8 (script) has no counterpart");
            default -> throw UnusableCommentException.malformed("mode " + field + " is none of 1 to 8");
        };
    }

    private static String size(String field) throws UnusableCommentException {
        int pixels = integer("size", field);
        return pixels <= SMALL ? "small" : pixels >= LARGE ? "large" : Comment.DEFAULT_SIZE;
    }

    private static String color(String field) throws UnusableCommentException {
        int rgb = integer("colour", field);
        if (rgb < 0 || rgb > 0xFFFFFF) {
            throw UnusableCommentException.malformed("colour " + field + " is not within 0 to 16777215");
        }
        return String.format("#%06X", rgb);
    }

    private static int integer(String what, String field) throws UnusableCommentException {
        try {
            return Integer.parseInt(field);
        } catch (NumberFormatException e) {
            throw UnusableCommentException.malformed(what + " '" + field + "' is not a whole number", e);
        }
    }
}
