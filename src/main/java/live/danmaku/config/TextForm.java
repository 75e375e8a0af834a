package live.danmaku.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import live.danmaku.model.AddressRange;

/** What a setting that is a text has to look like. */
enum TextForm {
    /** Secrets, one after another. */
    SECRETS("a list of secrets of at least 32 bytes each, `kid=secret` or the secret alone"),
    /** Public keys. */
    KEY_SET("a file's absolute path, or a JWK Set itself"),
    /** Origins of pages, RFC 6454. */
    ORIGINS("a list of origins, as in `https://www.example.com https://*.example.org`, or `*`"),
    /** Addresses and networks, RFC 4632. */
    ADDRESSES("a list of addresses and networks, as in `10.0.0.0/8 ::1`"),
    /** Servers of NATS. */
    NATS_SERVERS("a list of addresses, `nats://host:port` or `tls://host:port`"),
    /** A name of some kind. */
    WORD("a text without white space"),
    /** A name for programs. */
    IDENTIFIER("1 to 40 letters, digits and underscores, a letter first"),
    /** A path under the application, or none. */
    PATH("a path such as `/metrics`, out of A-Z a-z 0-9 - _ . and /, or `off`"),
    /** A file of text. */
    FILE("a file's absolute path");

    private static final int SECRET_MIN = 32;
    private static final Pattern ORIGIN =
            Pattern.compile("\\*|[A-Za-z][A-Za-z0-9+.-]*://(\\*\\.)?([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    private static final Pattern NATS = Pattern.compile("(nats|tls)://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    private static final Pattern IDENTIFIERS = Pattern.compile("([A-Za-z][A-Za-z0-9_]{0,39})?");
    private static final Pattern PATHS = Pattern.compile("off|(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

    private final String rule;

    TextForm(String rule) {
        this.rule = rule;
    }

    /** What it has to look like, for people. */
    String rule() {
        return rule;
    }

    /** Whether a text does; the empty one always does. */
    boolean fits(String text) {
        return switch (this) {
            case SECRETS -> TextKey.parts(text).stream().allMatch(TextForm::isSecret);
            case FILE -> text.isEmpty() || Path.of(text).isAbsolute();
            case KEY_SET ->
                text.isEmpty() || text.startsWith("{") || Path.of(text).isAbsolute();
            case ORIGINS ->
                TextKey.parts(text).stream()
                        .allMatch(part -> ORIGIN.matcher(part).matches());
            case NATS_SERVERS ->
                TextKey.parts(text).stream().allMatch(part -> NATS.matcher(part).matches());
            case ADDRESSES ->
                TextKey.parts(text).stream()
                        .allMatch(part -> AddressRange.parse(part).isPresent());
            case PATH -> text.isEmpty() || PATHS.matcher(text).matches();
            case IDENTIFIER -> IDENTIFIERS.matcher(text).matches();
            case WORD -> text.chars().noneMatch(Character::isWhitespace);
        };
    }

    private static boolean isSecret(String part) {
        String value = part.substring(part.indexOf('=') + 1);
        return value.getBytes(StandardCharsets.UTF_8).length >= SECRET_MIN;
    }
}
