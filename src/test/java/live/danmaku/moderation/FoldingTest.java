package live.danmaku.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import live.danmaku.tool.fold.FoldTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @Test
    void table_isWhatIcuSays() throws IOException {
        assertThat(Files.readString(FoldTable.FILE)).isEqualTo(new FoldTable().text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Fool|fool", // case
                "ｆｏｏｌ|fool", // full width
                "ⓕⓞⓞⓛ|fool", // enclosed
                "𝓯𝓸𝓸𝓵|fool", // beyond the BMP
                "fооl|fool", // Cyrillic o
                "f00l|fool",
                "f\u200Bo\u00ADo\u2060l|fool", // nobody sees these
                "f\u0336o\u0336o\u0336l\u0336|fool", // struck out
                "fòòl|fool",
                "f\uFE0Fool|fool",
                "ﬁsh|fish",
                "法轮功|法轮功",
                "法輪功|法轮功",
                "法.輪 功!|法轮功",
                "說話|说话",
                "テレビ|テレ匕",
                "ﾃﾚﾋﾞ|テレ匕",
                "a fool and his money|a fool and his money",
                "well... yes|well yes",
                "  ? fool !|fool",
                "f o o l|fool",
                "f.o.o.l|fool",
                "what an f-o-o-l you are|what an fool you are",
                "i a man|i a man",
                "加 vx 号|加vx号",
                "👍🏽 ok|👍🏽ok",
                "Straße|strasse",
                "ไก่|ไก่",
            })
    void fold_disguises_areTakenOff(String text, String folded) {
        assertThat(Folding.get().fold(text)).hasToString(folded);
    }

    @Test
    void fold_textThatGrows_isWholeAndKnowsWhereItCameFrom() {
        Folded folded = Folding.get().fold("aﷺb");

        assertThat(folded.length()).isGreaterThan(18);
        assertThat(folded.origin(0)).isZero();
        assertThat(folded.origin(5)).isEqualTo(1);
        assertThat(folded.origin(folded.length() - 1)).isEqualTo(2);
    }

    @Test
    void fold_halfAPair_staysWhatItIs() {
        assertThat(Folding.get().fold("a\uD83D").length()).isEqualTo(2);
    }
}
