package live.danmaku.tool.load.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommentFileTest {
    @Test
    void read_bothFormats_areToldApartByTheirBeginning(@TempDir Path folder) throws IOException {
        Path xml = Files.writeString(folder.resolve("a"), "\uFEFF<i><d p=\"0,1,25,16777215,0,0,v1\">a</d></i>");
        Path tsv = Files.writeString(folder.resolve("b"), "0\t1\t25\t16777215\tv1\ta");

        assertThat(CommentFile.read(xml)).isEqualTo(CommentFile.read(tsv));
    }

    @Test
    void within_textOverTheLimit_isSkippedWithItsLine() {
        TimedComment fits = new TimedComment(4, 0, "v", Comment.plain("😂😂"));
        TimedComment over = new TimedComment(2, 0, "v", Comment.plain("abc"));
        Skipped before = new Skipped(3, Skipped.Kind.MALFORMED, "?");

        CommentFile file = new CommentFile(List.of(fits, over), List.of(before)).within(2);

        assertThat(file.comments()).containsExactly(fits);
        assertThat(file.skipped())
                .containsExactly(
                        new Skipped(2, Skipped.Kind.TEXT_NOT_ALLOWED, "text has 3 characters, the server takes 2"),
                        before);
    }

    @Test
    void read_theExample_hasNothingToSkip() throws IOException {
        CommentFile file = CommentFile.read(Path.of("docs/examples/comments.tsv"));

        assertThat(file.comments()).hasSizeGreaterThan(200);
        assertThat(file.within(100).skipped()).isEmpty();
    }
}
