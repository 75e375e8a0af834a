package live.danmaku.tool.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code docs/capacity.md} says what the simulation says, and the unit costs are those of the documents that they are from:
 * whoever measures anew has to bring all three together.
 */
class CapacityDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/capacity.md");

    @Test
    void tables_areWhatTheSimulationPrints() {
        String document = read(DOCUMENT);

        assertThat(document).contains("<!-- sim ");
        assertThat(CapacityDocument.renewed(document))
                .as("after mvn -q -Psim -Ddocument=docs/capacity.md")
                .isEqualTo(document);
    }

    @ParameterizedTest
    @EnumSource
    void cost_isInTheDocumentThatItIsFrom(UnitCost cost) {
        if (cost.source().document().isEmpty()) {
            assertThat(cost.evidence()).isEmpty();
            assertThat(cost.source().section()).isNotBlank();
        } else {
            assertThat(section(cost.source())).contains(cost.evidence());
            assertThat(cost.evidence()).containsPattern(number(cost.value()));
        }
    }

    /** A value as a document may write it: with its thousands apart or not, and with decimals that say nothing or not. */
    private static Pattern number(double value) {
        String plain = value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
        String apart = String.format(Locale.ROOT, "%,d", (long) value);
        return Pattern.compile(
                "(?<![0-9.,])(" + Pattern.quote(plain) + "|" + Pattern.quote(apart) + ")(\\.0)?(?![0-9]|[.,][0-9])");
    }

    private static String section(UnitCost.Source source) {
        List<String> parts = Stream.of(read(Path.of(source.document())).split("(?m)^#+ "))
                .filter(part -> anchor(part.lines().findFirst().orElse("")).equals(source.section()))
                .toList();
        assertThat(parts).as(source.link()).hasSize(1);
        return parts.get(0);
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
