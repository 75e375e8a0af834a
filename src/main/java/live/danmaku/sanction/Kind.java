package live.danmaku.sanction;

import java.util.Locale;

/** What kind of thing a moderator lays down. */
public enum Kind {
    /** A user may not post, on whatever connection. The target is the user's id. */
    MUTE_USER,
    /** Whoever comes from an address may not post. The target is the network, as {@code Network} writes it. */
    MUTE_NETWORK,
    /** A connection or application may not post: for what has neither a user's id nor an address. The target is the sender. */
    MUTE_SENDER,
    /** A lane and those below it, or everybody, may not post in a room. The detail is the lane that still may, if any. */
    SILENCE,
    /** Viewers of a room wait between two posts. The detail is how long, in milliseconds. */
    SLOW,
    /** A room lets nobody in, and takes no danmaku. */
    CLOSED,
    /** A room's viewers see a notice. The detail is its text. */
    PIN;

    /** Whether it is about a person, and not about a room. */
    public boolean isMute() {
        return this == MUTE_USER || this == MUTE_NETWORK || this == MUTE_SENDER;
    }

    /** The name in messages, in the audit and in a data source: small letters and hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
