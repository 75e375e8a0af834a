package live.danmaku.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a setting that is a text has to look like. */
enum TextForm {
    /** Secrets, one after another. */
    SECRETS("a list of secrets of at least 32 bytes each, `kid=secret` or the secret alone"),
    /** A name of some kind. */
    WORD("a text without white space"),
    /** A file of text. */
    FILE("a file's absolute path");

    private static final int SECRET_MIN = 32;

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
            case WORD -> text.chars().noneMatch(Character::isWhitespace);
        };
    }

    private static boolean isSecret(String part) {
        String value = part.substring(part.indexOf('=') + 1);
        return value.getBytes(StandardCharsets.UTF_8).length >= SECRET_MIN;
    }
}
