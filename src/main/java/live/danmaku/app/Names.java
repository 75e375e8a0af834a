package live.danmaku.app;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import live.danmaku.model.TimeSource;
import live.danmaku.moderation.TextRules;

/** Makes names that nobody has had before: epochs, which sort by time, and guests' names, which cannot be guessed. */
final class Names {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private final TimeSource time;
    private final RandomGenerator random = new SecureRandom();

    Names(TimeSource time) {
        this.time = time;
    }

    /** Milliseconds since 1970 and 20 random bits, in 13 characters. */
    String epoch() {
        return encode(time.epochMillis(), 9) + encode(random.nextLong(), 4);
    }

    /** "guest-" and 30 random bits. */
    String guest() {
        return TextRules.GUEST_PREFIX + encode(random.nextLong(), 6);
    }

    /** The low {@code 5 * characters} bits. */
    private static String encode(long bits, int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int shift = 5 * (characters - 1); shift >= 0; shift -= 5) {
            text.append(ALPHABET.charAt((int) (bits >>> shift) & 31));
        }
        return text.toString();
    }
}
