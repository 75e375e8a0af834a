package live.danmaku.model;

import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may do in a room. */
public enum Right {
    /** To be sent what is posted. */
    WATCH,
    /** To post. */
    POST,
    /** To take back what others have posted in a room, and to silence them there. */
    MODERATE,
    /** To do so in all rooms at once. */
    MODERATE_EVERYWHERE;

    /** The name in tickets and messages. */
    public String wireName() {
        return WireName.of(this);
    }

    /** The right of this name in tickets and messages, or empty where there is none. */
    public static Optional<Right> of(String name) {
        return Stream.of(values())
                .filter(right -> right.wireName().equals(name))
                .findFirst();
    }
}
