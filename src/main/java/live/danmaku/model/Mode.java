package live.danmaku.model;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a danmaku crosses the screen. */
public enum Mode {
    /** From right to left. */
    SCROLL("scroll"),
    /** From left to right. */
    REVERSE("reverse"),
    /** Standing at the top. */
    TOP("top"),
    /** Standing at the bottom. */
    BOTTOM("bottom");

    private final String wireName;

    Mode(String wireName) {
        this.wireName = wireName;
    }

    /** The name in messages. */
    public String wireName() {
        return wireName;
    }

    /**
     * The mode with this name in messages.
     *
     * @throws Refusal with {@link ErrorCode#INVALID_FIELD} when there is none
     */
    static Mode of(String wireName) {
        return Stream.of(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_FIELD,
                        Stream.of(values())
                                .map(Mode::wireName)
                                .collect(Collectors.joining(", ", "mode must be one of ", ""))));
    }
}
