package live.danmaku.moderation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what people would take for a link: a scheme, {@code www.}, or a name that ends in a domain of the internet. */
final class Links {

    /** Domains that names are sold under in bulk, and those that are words of no language. */
    private static final Set<String> DOMAINS = Set.of(
            "app", "biz", "cc", "cn", "co", "com", "de", "dev", "edu", "eu", "fr", "gg", "gov", "hk", "info", "io",
            "jp", "kr", "link", "live", "me", "mobi", "net", "online", "org", "ru", "shop", "site", "store", "tk",
            "top", "tv", "tw", "uk", "us", "vip", "xyz");

    /** {@code www.} that a name follows: Japanese people laugh with it, and end their sentences there. */
    private static final Pattern WWW = Pattern.compile("(?<![a-z0-9])www\\.[a-z0-9]");

    /** The full stop of Chinese stands for a dot behind a Latin letter or a digit, and ends a sentence elsewhere. */
    private static final Pattern FULL_STOP = Pattern.compile("(?<=[a-z0-9])\u3002");

    private Links() {}

    /** Whether the text has a link in it; {@code .} may be full width, or the full stop of Chinese. */
    static boolean isIn(String text) {
        if (text.chars().noneMatch(c -> c == '.' || c == ':' || c > 0x7F)) {
            return false;
        }
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String plain = FULL_STOP.matcher(folded).replaceAll(".");
        return plain.contains("://") || WWW.matcher(plain).find() || hasDomain(plain);
    }

    private static boolean hasDomain(String text) {
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
            int end = dot + 1;
            while (end < text.length() && isAsciiLetter(text.charAt(end))) {
                end++;
            }
            boolean named = dot > 0 && Character.isLetterOrDigit(text.charAt(dot - 1));
            if (named && DOMAINS.contains(text.substring(dot + 1, end))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
