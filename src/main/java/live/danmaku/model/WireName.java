package live.danmaku.model;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that constants have in messages: their own in lower case. */
final class WireName {

    private WireName() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant with this name in messages.
     *
     * @param field what the message calls it
     * @throws Refusal with {@link ErrorCode#INVALID_FIELD} when there is none
     */
    static <E extends Enum<E>> E parse(Class<E> type, String field, String name) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> of(constant).equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_FIELD,
                        Stream.of(type.getEnumConstants())
                                .map(WireName::of)
                                .collect(Collectors.joining(", ", field + " must be one of ", ""))));
    }
}
