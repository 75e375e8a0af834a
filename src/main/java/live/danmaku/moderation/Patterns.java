package live.danmaku.moderation;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Regular expressions that a text may not contain. They are RE2's, whose matching takes time in proportion to the text,
 * whatever the expression: nobody's text and nobody's expression can stall the server.
 *
 * <p>Threading: immutable; any thread.
 */
final class Patterns {

    /** Matches nothing. */
    static final Patterns NONE = new Patterns(List.of(), complaint -> {});

    /** Each is looked for by itself, at some microseconds a text. */
    static final int MOST = 200;

    private final List<Pattern> patterns;

    /**
     * One expression a line, without regard to case; empty lines and those that begin with {@code #} are left out.
     *
     * @param complaints told of each line that is no expression, and of those beyond {@link #MOST}; they are left out
     */
    Patterns(List<String> lines, Consumer<String> complaints) {
        List<Pattern> read = new ArrayList<>();
        for (String line : lines) {
            String expression = line.strip();
            if (expression.isEmpty() || expression.startsWith("#")) {
                continue;
            }
            if (read.size() == MOST) {
                complaints.accept("more than " + MOST + " patterns, the others are left out");
                break;
            }
            try {
                read.add(Pattern.compile(expression, Pattern.CASE_INSENSITIVE));
            } catch (PatternSyntaxException e) {
                complaints.accept("not a pattern, left out: " + e.getMessage());
            }
        }
        patterns = List.copyOf(read);
    }

    /** Patterns that are looked for. */
    int size() {
        return patterns.size();
    }

    /** Whether any of them is in the text, compatibility characters such as full-width ones being taken for usual ones. */
    boolean matches(String text) {
        if (patterns.isEmpty()) {
            return false;
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return patterns.stream().anyMatch(pattern -> pattern.matcher(plain).find());
    }
}
