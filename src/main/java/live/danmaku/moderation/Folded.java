package live.danmaku.moderation;

/**
 * A text as {@link Folding} leaves it, and where in the text each character came from. Treat as immutable.
 */
final class Folded {

    private final char[] chars;
    private final int[] origins;
    private final int length;

    /** Takes the arrays over; only their first {@code length} places count. */
    Folded(char[] chars, int[] origins, int length) {
        this.chars = chars;
        this.origins = origins;
        this.length = length;
    }

    int length() {
        return length;
    }

    char at(int place) {
        return chars[place];
    }

    /** The index in the text, in {@code char}s, of what became the character at this place. */
    int origin(int place) {
        return origins[place];
    }

    /** Whether there is a letter or a digit at this place. */
    boolean isWord(int place) {
        return place >= 0 && place < length && Character.isLetterOrDigit(chars[place]);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }

    /** 64 bits of the whole (FNV-1a). */
    long hash() {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ chars[i]) * 0x100000001B3L;
        }
        return hash;
    }
}
