package live.danmaku.moderation;

import java.util.List;
import java.util.function.Consumer;

/**
 * The company's own words and patterns as they are now: what may not be posted, what is shown as asterisks. Each is replaced
 * as a whole while texts are being looked at.
 *
 * <p>Threading: any thread.
 */
public final class WordLists {

    private volatile WordFilter rejected = WordFilter.NONE;
    private volatile WordFilter masked = WordFilter.NONE;
    private volatile Patterns patterns = Patterns.NONE;

    /**
     * Takes words that no text may have, one a line; {@code =word} counts only as a whole word, {@code #} begins a comment.
     *
     * @return how many there are
     */
    public int reject(List<String> lines) {
        rejected = new WordFilter(lines);
        return rejected.words();
    }

    /** Takes words that are shown as asterisks; otherwise as {@link #reject}. */
    public int mask(List<String> lines) {
        masked = new WordFilter(lines);
        return masked.words();
    }

    /**
     * Takes regular expressions of RE2 that no text may match, one a line.
     *
     * @param complaints told of each that is left out, with the reason
     * @return how many there are
     */
    public int rejectPatterns(List<String> lines, Consumer<String> complaints) {
        patterns = new Patterns(lines, complaints);
        return patterns.size();
    }

    WordFilter rejected() {
        return rejected;
    }

    WordFilter masked() {
        return masked;
    }

    Patterns patterns() {
        return patterns;
    }
}
