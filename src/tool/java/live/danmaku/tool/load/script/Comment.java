package live.danmaku.tool.load.script;

import java.util.Locale;

/**
 * One comment as it is posted and as it must arrive: text and style, in the words of the protocol.
 *
 * @param text without white space at either end, which the server takes off
 * @param mode {@code scroll}, {@code reverse}, {@code top} or {@code bottom}
 * @param color {@code #RRGGBB}
 * @param size {@code small}, {@code normal} or {@code large}
 */
public record Comment(String text, String mode, String color, String size) {
    public static final String DEFAULT_MODE = "scroll";
    public static final String DEFAULT_COLOR = "#FFFFFF";
    public static final String DEFAULT_SIZE = "normal";

    /** Upper-cases the colour's digits, so that equal comments are equal however a server writes them. */
    public Comment {
        color = color.toUpperCase(Locale.ROOT);
    }

    /** A comment in the default style. */
    public static Comment plain(String text) {
        return new Comment(text, DEFAULT_MODE, DEFAULT_COLOR, DEFAULT_SIZE);
    }
}
