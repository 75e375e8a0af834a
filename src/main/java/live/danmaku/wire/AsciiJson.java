package live.danmaku.wire;

import java.util.HexFormat;

/**
 * JSON in ASCII only: whatever is beyond it, which JSON has in strings only, becomes the escape that RFC 8259, section 7, has
 * for it.
 *
 * <p>For containers that encode a text for each viewer. Java keeps an ASCII text as bytes already, and encoding it is a copy;
 * other texts are encoded character by character, at more than ten times the cost. The message gets longer by half where it is
 * Chinese.
 */
final class AsciiJson {

    private static final HexFormat HEX = HexFormat.of();

    private AsciiJson() {}

    /** The same JSON; the same object where there is nothing to escape. */
    static String of(String json) {
        if (json.chars().allMatch(c -> c < 0x80)) {
            return json;
        }
        StringBuilder ascii = new StringBuilder(2 * json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x80) {
                ascii.append(c);
            } else {
                ascii.append("\\u").append(HEX.toHexDigits(c));
            }
        }
        return ascii.toString();
    }
}
