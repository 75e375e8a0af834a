package live.danmaku.model;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How large a danmaku's text is drawn, relative to what the viewer has set. */
public enum Size {
    SMALL("small"),
    NORMAL("normal"),
    LARGE("large");

    private final String wireName;

    Size(String wireName) {
        this.wireName = wireName;
    }

    /** The name in messages. */
    public String wireName() {
        return wireName;
    }

    /**
     * The size with this name in messages.
     *
     * @throws Refusal with {@link ErrorCode#INVALID_FIELD} when there is none
     */
    static Size of(String wireName) {
        return Stream.of(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_FIELD,
                        Stream.of(values())
                                .map(Size::wireName)
                                .collect(Collectors.joining(", ", "size must be one of ", ""))));
    }
}
