package live.danmaku.model;

import java.util.regex.Pattern;

/**
 * The name of a room: 1 to 64 characters out of {@code A-Z a-z 0-9 - _ .}, case-sensitive, but not dots only:
 * URLs cannot carry {@code .} and {@code ..} as a path segment, and Payara refuses {@code ...} too.
 *
 * @param value the name as it stands in URLs and messages
 */
public record RoomId(String value) {

    /** What a room id looks like, for messages to people. */
    public static final String RULE = "a room id has 1 to 64 characters out of A-Z a-z 0-9 - _ . and not only of dots";

    private static final Pattern ALLOWED = Pattern.compile("(?!\\.+$)[A-Za-z0-9._-]{1,64}");

    /** Refuses, with {@link ErrorCode#ROOM_INVALID}, a value that breaks {@link #RULE}. */
    public RoomId {
        if (!isValid(value)) {
            throw new Refusal(ErrorCode.ROOM_INVALID, RULE);
        }
    }

    /** Whether the text is a room id. */
    public static boolean isValid(String value) {
        return ALLOWED.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
