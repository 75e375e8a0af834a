package live.danmaku.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseCodeTest {

    @ParameterizedTest
    @EnumSource
    void reason_everyCode_isAsciiAndFitsACloseFrame(CloseCode code) {
        Closing closing = code.comesBack() ? code.closing(Integer.MAX_VALUE) : code.closing();

        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(closing.reason()))
                .isTrue();
        assertThat(closing.reason()).hasSizeBetween(1, 123);
    }

    @Test
    void reason_codeAfterWhichClientsComeBack_saysWhen() {
        assertThat(CloseCode.RESTART.closing(3).reason()).isEqualTo("server restarts; retry-after=3");
        assertThat(CloseCode.INVALID_ROOM.closing().reason()).isEqualTo("not a room id");
    }

    @Test
    void closing_delayThatDoesNotFitTheCode_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CloseCode.RESTART.closing(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> CloseCode.INVALID_ROOM.closing(1));
    }

    /** Of the rows that have a reason in the second column, there is one for each constant, in their order. */
    @Test
    void table_ofTheProtocolDocument_saysWhatTheCodesSay() throws IOException {
        String document = Files.readString(Path.of("docs/protocol.md"));
        List<String[]> rows = document.substring(document.indexOf("### Close codes"))
                .lines()
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.matches("\\| \\d{4} \\| `.*"))
                .map(line -> line.split(" *\\| *"))
                .toList();

        assertThat(rows.stream().map(row -> row[1] + " " + row[2]))
                .containsExactlyElementsOf(Arrays.stream(CloseCode.values())
                        .map(code -> code.code() + " `" + code.closing().reason() + "`")
                        .toList());
        assertThat(rows.stream().map(row -> row[4].startsWith("yes")))
                .containsExactlyElementsOf(Arrays.stream(CloseCode.values())
                        .map(CloseCode::comesBack)
                        .toList());
    }
}
