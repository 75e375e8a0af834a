package live.danmaku.moderation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What is left of a text when everything is taken off that a disguise is made of: case, width, accents, marks, what nobody
 * sees, look-alikes, traditional instead of simplified Chinese (a table by ICU, {@code folding.txt}); and what stands between
 * letters: punctuation and white space become one space, and nothing beside Chinese, Japanese or Korean; letters that stand
 * alone, three or more in a row, are put together. One pass; for matching only, never shown.
 *
 * <p>Threading: immutable; any thread.
 */
final class Folding {

    private static final Folding INSTANCE = new Folding();

    private static final String TABLE = "folding.txt";

    /** In {@link #single}: what this becomes is not one character. */
    private static final char MANY = '\uFFFF';

    /** In {@link #single}: this becomes nothing. */
    private static final char NOTHING = '\uFFFE';

    /** From here on characters need no space between words: CJK, and the halves of what is beyond the BMP. */
    private static final char UNSPACED = '\u2E80';

    /** So many letters that stand alone are put together. */
    private static final int ROW = 3;

    /** What each character of the BMP becomes. */
    private final char[] single = new char[1 << Character.SIZE];

    /** What code points become that are beyond the BMP, or become more than one character. */
    private final Map<Integer, String> others = new HashMap<>();

    private Folding() {
        for (int c = 0; c < single.length; c++) {
            single[c] = (char) c;
        }
        try (InputStream file = Folding.class.getResourceAsStream(TABLE)) {
            if (file == null) {
                throw new IllegalStateException(TABLE + " is not in the application");
            }
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int c = 0; c < single.length; c++) {
            if (isBetween(single[c])) {
                single[c] = ' ';
            }
        }
    }

    /** The one there is: reading the table takes some 20 ms, and it has 0.5 MB. */
    static Folding get() {
        return INSTANCE;
    }

    private void read(String line) {
        int tab = line.indexOf('\t');
        int dots = line.indexOf("..");
        String becomes = line.substring(tab + 1);
        int first = Integer.parseInt(line.substring(0, dots > 0 && dots < tab ? dots : tab), 16);
        int last = dots > 0 && dots < tab ? Integer.parseInt(line.substring(dots + 2, tab), 16) : first;
        for (int codePoint = first; codePoint <= last; codePoint++) {
            if (codePoint < single.length && becomes.length() <= 1) {
                single[codePoint] = becomes.isEmpty() ? NOTHING : becomes.charAt(0);
            } else {
                others.put(codePoint, becomes);
                if (codePoint < single.length) {
                    single[codePoint] = MANY;
                }
            }
        }
    }

    /** White space, punctuation, and signs such as {@code + | ~}. */
    private static boolean isBetween(char c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MODIFIER_SYMBOL,
                    Character.MATH_SYMBOL -> true;
            default -> false;
        };
    }

    /** Folds a text, and remembers where in it each character came from. */
    Folded fold(String text) {
        Writer writer = new Writer(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            char becomes = single[c];
            if (becomes == MANY) {
                writer.addAll(others.getOrDefault((int) c, ""), at);
            } else if (Character.isHighSurrogate(c) && at + 1 < text.length()) {
                String pair = others.get(text.codePointAt(at));
                if (pair == null) {
                    writer.add(c, at);
                    writer.add(text.charAt(at + 1), at);
                } else {
                    writer.addAll(pair, at);
                }
                at++;
            } else if (becomes != NOTHING) {
                writer.add(becomes, at);
            }
        }
        return writer.folded();
    }

    /** Gathers what is left. */
    private static final class Writer {

        private char[] chars;
        private int[] origins;
        private int length;

        /** Something stood between what is written and what comes. */
        private boolean between;

        Writer(int capacity) {
            chars = new char[capacity];
            origins = new int[capacity];
        }

        void addAll(String text, int origin) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                add(isBetween(c) ? ' ' : c, origin);
            }
        }

        void add(char c, int origin) {
            if (c == ' ') {
                between = length > 0;
                return;
            }
            if (between && c < UNSPACED && chars[length - 1] < UNSPACED) {
                put(' ', origin);
            }
            between = false;
            put(c, origin);
        }

        Folded folded() {
            joinRows();
            return new Folded(chars, origins, length);
        }

        private void joinRows() {
            int to = 0;
            int from = 0;
            while (from < length) {
                int letters = row(from);
                if (letters >= ROW) {
                    for (int i = 0; i < letters; i++) {
                        move(from + 2 * i, to++);
                    }
                    from += 2 * letters - 1;
                } else {
                    move(from++, to++);
                }
            }
            length = to;
        }

        /** How many letters that stand alone, each a space from the next, begin here. */
        private int row(int start) {
            int letters = 0;
            if (start == 0 || chars[start - 1] == ' ') {
                for (int at = start; at < length && chars[at] < UNSPACED; at += 2) {
                    if (at + 1 < length && chars[at + 1] != ' ') {
                        break;
                    }
                    letters++;
                }
            }
            return letters;
        }

        private void move(int from, int to) {
            chars[to] = chars[from];
            origins[to] = origins[from];
        }

        private void put(char c, int origin) {
            if (length == chars.length) {
                chars = Arrays.copyOf(chars, 2 * length);
                origins = Arrays.copyOf(origins, 2 * length);
            }
            chars[length] = c;
            origins[length] = origin;
            length++;
        }
    }
}
