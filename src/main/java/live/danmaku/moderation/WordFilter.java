package live.danmaku.moderation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds thousands of words in one pass over a folded text: the automaton of Aho and Corasick ("Efficient string matching: an
 * aid to bibliographic search", CACM 18(6), 1975). States are numbers; the transitions of all states are in one open-addressed
 * hash table, which for 20,000 words has some 3 MB, and none of a state's own objects.
 *
 * <p>Threading: immutable once made; any thread.
 */
final class WordFilter {

    /** Finds nothing. */
    static final WordFilter NONE = new WordFilter(List.of());

    /** What a line of a list begins with where its word counts only if neither side of it is a letter or a digit. */
    private static final String WHOLE = "=";

    private static final int ROOT = 0;
    private static final int NO_STATE = -1;

    private final Transitions transitions = new Transitions();
    private final int words;

    /** By state: the length of the word that ends there; 0 for none. */
    private int[] ends = new int[1 << 8];

    /** By state: whether only the whole word counts. */
    private final BitSet whole = new BitSet();

    /** By state: the state of the longest shorter suffix. */
    private final int[] fallback;

    /** By state: the next shorter suffix at which a word ends, or the root. */
    private final int[] shorter;

    /**
     * A filter of these words, one a line; {@code =word} counts only as a whole word. Empty lines and those that begin with
     * {@code #} are left out, and so is what folding leaves nothing of.
     */
    WordFilter(List<String> lines) {
        Folding folding = Folding.get();
        int count = 0;
        for (String line : lines) {
            String word = line.strip();
            boolean wholeOnly = word.startsWith(WHOLE);
            Folded folded = folding.fold(wholeOnly ? word.substring(1) : word);
            if (!word.startsWith("#") && folded.length() > 0) {
                add(folded, wholeOnly);
                count++;
            }
        }
        words = count;
        ends = Arrays.copyOf(ends, transitions.states());
        fallback = new int[ends.length];
        shorter = new int[ends.length];
        for (int state : transitions.byDepth()) {
            link(state);
        }
    }

    /** Lines that a word was taken from. */
    int words() {
        return words;
    }

    private void add(Folded word, boolean wholeOnly) {
        int state = ROOT;
        for (int i = 0; i < word.length(); i++) {
            state = transitions.make(state, word.at(i));
        }
        if (state >= ends.length) {
            ends = Arrays.copyOf(ends, Math.max(2 * ends.length, state + 1));
        }
        // A word that counts anywhere and as a whole counts anywhere.
        whole.set(state, wholeOnly && (ends[state] == 0 || whole.get(state)));
        ends[state] = word.length();
    }

    /** What is shorter is linked already. */
    private void link(int state) {
        int parent = transitions.parent(state);
        if (parent != ROOT) {
            fallback[state] = next(fallback[parent], transitions.character(state));
        }
        int suffix = fallback[state];
        shorter[state] = ends[suffix] > 0 ? suffix : shorter[suffix];
    }

    private int next(int state, char c) {
        int from = state;
        int to = transitions.get(from, c);
        while (to == NO_STATE && from != ROOT) {
            from = fallback[from];
            to = transitions.get(from, c);
        }
        return to == NO_STATE ? ROOT : to;
    }

    /** Whether any of the words is in the text. */
    boolean matches(Folded text) {
        int state = ROOT;
        for (int i = 0; i < text.length(); i++) {
            state = next(state, text.at(i));
            for (int end = ends[state] > 0 ? state : shorter[state]; end != ROOT; end = shorter[end]) {
                if (counts(text, end, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The text with an asterisk for every character of a word of this filter, and of what stands within it; the text itself
     * where there is none.
     *
     * @param folded the text, folded
     */
    String mask(String text, Folded folded) {
        BitSet hidden = new BitSet();
        int state = ROOT;
        for (int i = 0; i < folded.length(); i++) {
            state = next(state, folded.at(i));
            for (int end = ends[state] > 0 ? state : shorter[state]; end != ROOT; end = shorter[end]) {
                if (counts(folded, end, i)) {
                    hidden.set(folded.origin(i - ends[end] + 1), endOfCharacter(text, folded.origin(i)));
                }
            }
        }
        return hidden.isEmpty() ? text : masked(text, hidden);
    }

    /** Where the character at this index ends, the marks on it included. */
    private static int endOfCharacter(String text, int start) {
        int end = text.offsetByCodePoints(start, 1);
        while (end < text.length() && Character.getType(text.codePointAt(end)) == Character.NON_SPACING_MARK) {
            end = text.offsetByCodePoints(end, 1);
        }
        return end;
    }

    private static String masked(String text, BitSet hidden) {
        StringBuilder masked = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            if (hidden.get(at)) {
                masked.append('*');
            } else {
                masked.appendCodePoint(text.codePointAt(at));
            }
        }
        return masked.toString();
    }

    private boolean counts(Folded text, int end, int last) {
        return !whole.get(end) || (!text.isWord(last + 1) && !text.isWord(last - ends[end]));
    }

    /** The tree of the words: a hash table from state and character to state, and each state's way back. */
    private static final class Transitions {

        private long[] keys = new long[1 << 8];
        private int[] targets = new int[1 << 8];
        private int[] parents = new int[1 << 8];
        private char[] characters = new char[1 << 8];
        private int[] depths = new int[1 << 8];
        private int states = 1;

        int states() {
            return states;
        }

        int parent(int state) {
            return parents[state];
        }

        char character(int state) {
            return characters[state];
        }

        /** All states but the root, the shallow ones first. */
        int[] byDepth() {
            int deepest = Arrays.stream(depths, 0, states).max().orElse(0);
            int[] places = new int[deepest + 2];
            for (int state = 1; state < states; state++) {
                places[depths[state] + 1]++;
            }
            for (int depth = 1; depth < places.length; depth++) {
                places[depth] += places[depth - 1];
            }
            int[] sorted = new int[states - 1];
            for (int state = 1; state < states; state++) {
                sorted[places[depths[state]]++] = state;
            }
            return sorted;
        }

        int get(int state, char c) {
            long key = key(state, c);
            int mask = keys.length - 1;
            for (int place = place(key, mask); keys[place] != 0; place = (place + 1) & mask) {
                if (keys[place] == key) {
                    return targets[place];
                }
            }
            return NO_STATE;
        }

        int make(int from, char c) {
            int known = get(from, c);
            if (known != NO_STATE) {
                return known;
            }
            if (states == parents.length) {
                parents = Arrays.copyOf(parents, 2 * states);
                characters = Arrays.copyOf(characters, 2 * states);
                depths = Arrays.copyOf(depths, 2 * states);
            }
            if (2 * states > keys.length) {
                grow();
            }
            int made = states++;
            parents[made] = from;
            characters[made] = c;
            depths[made] = depths[from] + 1;
            put(key(from, c), made);
            return made;
        }

        private void grow() {
            keys = new long[2 * keys.length];
            targets = new int[keys.length];
            for (int state = 1; state < states; state++) {
                put(key(parents[state], characters[state]), state);
            }
        }

        private void put(long key, int target) {
            int mask = keys.length - 1;
            int place = place(key, mask);
            while (keys[place] != 0) {
                place = (place + 1) & mask;
            }
            keys[place] = key;
            targets[place] = target;
        }

        /** Never 0, which marks a free place. */
        private static long key(int state, char c) {
            return ((long) state + 1) << Character.SIZE | c;
        }

        private static int place(long key, int mask) {
            long mixed = key * 0x9E3779B97F4A7C15L;
            return (int) (mixed >>> Integer.SIZE) & mask;
        }
    }
}
