package live.danmaku.endpoint;

/**
 * The parts of one text message, put together up to a limit of bytes in UTF-8.
 *
 * <p>Containers cut messages where frames and reads end, and some let a message pass their own limit that way; so it is
 * counted here. Not thread-safe.
 */
final class MessageBuffer {

    private final int maxBytes;
    private final StringBuilder parts = new StringBuilder();
    private long bytes;

    MessageBuffer(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Keeps a part, or answers false, and does not keep it, when the message is larger than the limit now. */
    boolean append(String part) {
        bytes += part.length() > maxBytes ? part.length() : utf8Length(part);
        if (bytes > maxBytes) {
            return false;
        }
        parts.append(part);
        return true;
    }

    String message() {
        return parts.toString();
    }

    /** Each half of a surrogate pair counts two of the pair's four bytes, so that a pair may be cut between parts. */
    private static long utf8Length(String text) {
        return text.chars()
                .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate((char) c) ? 2 : 3)
                .sum();
    }
}
