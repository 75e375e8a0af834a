package live.danmaku.tool.fold;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.util.VersionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What each code point is to a word filter: without case, width, marks and what nobody sees (NFKC_Casefold, UAX #31),
 * with look-alikes as what they look like (the skeletons of UTS #39), traditional Chinese as simplified. Of ASCII letters
 * only the case goes: that {@code m} looks like {@code rn} is true and of no use.
 *
 * <p>ICU has 15 MB, and what is needed of it here 80 KB: so it is asked when the table is made, and not while a server runs.
 */
public final class FoldTable {

    /** Where the table stands in the project. */
    public static final Path FILE = Path.of("src/main/resources/live/danmaku/moderation/folding.txt");

    private static final int ROUNDS = 6;

    private final Normalizer2 caseFold = Normalizer2.getNFKCCasefoldInstance();
    private final Normalizer2 decompose = Normalizer2.getNFDInstance();
    private final Normalizer2 compose = Normalizer2.getNFCInstance();
    private final SpoofChecker lookAlikes = new SpoofChecker.Builder().build();
    private final Transliterator simplify = Transliterator.getInstance("Hant-Hans");

    /** Writes the table anew. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(FILE, new FoldTable().text());
    }

    /**
     * The table: a line for each code point that changes, its number in hexadecimal, a tab, and what it becomes; for a run of
     * code points that become nothing, the first and the last.
     */
    public String text() {
        StringBuilder table = new StringBuilder("# Made by live.danmaku.tool.fold.FoldTable with ICU ")
                .append(VersionInfo.ICU_VERSION)
                .append('\n');
        for (int first = 0; first <= Character.MAX_CODE_POINT; first++) {
            String folded = folds(first) ? fold(first) : Character.toString(first);
            if (folded.isEmpty()) {
                int last = first;
                while (folds(last + 1) && fold(last + 1).isEmpty()) {
                    last++;
                }
                table.append("%X..%X\t\n".formatted(first, last));
                first = last;
            } else if (!folded.equals(Character.toString(first))) {
                table.append("%X\t%s\n".formatted(first, folded));
            }
        }
        return table.toString();
    }

    /** Not what no text may have, nor what is no character. */
    private static boolean folds(int codePoint) {
        return switch (UCharacter.getType(codePoint)) {
            case ECharacterCategory.CONTROL, ECharacterCategory.SURROGATE, ECharacterCategory.PRIVATE_USE -> false;
            default -> true;
        };
    }

    private String fold(int codePoint) {
        String folded = Character.toString(codePoint);
        for (int i = 0; i < ROUNDS; i++) {
            String next =
                    simplify.transliterate(compose.normalize(withoutMarks(lookAlike(caseFold.normalize(folded)))));
            if (next.equals(folded)) {
                break;
            }
            folded = next;
        }
        return folded;
    }

    private String lookAlike(String text) {
        StringBuilder seen = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            String one = Character.toString(codePoint);
            boolean stays = codePoint < 0x80 && !Character.isDigit(codePoint);
            String skeleton =
                    stays ? one : withoutMarks(lookAlikes.getSkeleton(one).toLowerCase(Locale.ROOT));
            seen.append(isPlain(skeleton) ? skeleton : one);
        });
        return seen.toString();
    }

    /** What letters are disguised as: ASCII letters and digits, or one Chinese character. */
    private static boolean isPlain(String skeleton) {
        return !skeleton.isEmpty()
                && (skeleton.codePoints()
                                .allMatch(codePoint -> codePoint < 0x80 && Character.isLetterOrDigit(codePoint))
                        || (skeleton.codePointCount(0, skeleton.length()) == 1
                                && UCharacter.hasBinaryProperty(skeleton.codePointAt(0), UProperty.IDEOGRAPHIC)));
    }

    /** Marks that go with any script, such as accents; a vowel sign of an Indian script is as good as a letter. */
    private String withoutMarks(String text) {
        StringBuilder left = new StringBuilder();
        decompose.normalize(text).codePoints().forEach(codePoint -> {
            int type = UCharacter.getType(codePoint);
            boolean mark = type == ECharacterCategory.NON_SPACING_MARK || type == ECharacterCategory.ENCLOSING_MARK;
            if (!mark || UScript.getScript(codePoint) != UScript.INHERITED) {
                left.appendCodePoint(codePoint);
            }
        });
        return left.toString();
    }
}
