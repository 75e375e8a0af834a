package live.danmaku.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a danmaku looks like.
 *
 * @param mode how it crosses the screen
 * @param color {@code #RRGGBB} in upper case
 * @param size how large it is drawn
 */
public record Style(Mode mode, String color, Size size) {

    private static final Pattern COLOR = Pattern.compile("#[0-9A-Fa-f]{6}");

    /** The style of a danmaku whose author chose none; its parts are left out on the wire. */
    public static final Style DEFAULT = new Style(Mode.SCROLL, "#FFFFFF", Size.NORMAL);

    /** Refuses, with {@link ErrorCode#INVALID_FIELD}, a color that is not {@code #RRGGBB}. */
    public Style {
        if (!COLOR.matcher(color).matches()) {
            throw new Refusal(ErrorCode.INVALID_FIELD, "color must be #RRGGBB with hexadecimal digits");
        }
        color = color.toUpperCase(Locale.ROOT);
    }

    /**
     * The style whose parts have these names in messages, with defaults for what is left out.
     *
     * @throws Refusal with {@link ErrorCode#INVALID_FIELD} when a name is none
     */
    public static Style of(Optional<String> mode, Optional<String> color, Optional<String> size) {
        return new Style(
                mode.map(name -> WireName.parse(Mode.class, "mode", name)).orElse(DEFAULT.mode()),
                color.orElse(DEFAULT.color()),
                size.map(name -> WireName.parse(Size.class, "size", name)).orElse(DEFAULT.size()));
    }
}
