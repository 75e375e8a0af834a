package live.danmaku.tool.load.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlCommentsTest {
    private static final String PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    @Test
    void read_everyField_isUnderstood() throws IOException {
        CommentFile file = read(PROLOG
                + "<i><chatid>1</chatid><d p=\"2.5,4,18,255,1700000000,0,9369f6e1,1,10\">a &lt;b&gt; &amp; 你好</d></i>");

        assertThat(file.comments())
                .containsExactly(
                        new TimedComment(1, 2.5, "9369f6e1", new Comment("a <b> & 你好", "bottom", "#0000FF", "small")));
    }

    @Test
    void read_outOfOrder_isPutIntoTheOrderOfTimes() throws IOException {
        CommentFile file =
                read(PROLOG + "<i><d p=\"3,1,25,0\">c</d><d p=\"1,1,25,0\">a</d><d p=\"3,1,25,0\">d</d></i>");

        assertThat(file.comments()).extracting(timed -> timed.comment().text()).containsExactly("a", "c", "d");
    }

    @Test
    void read_badElements_areNamedAndTheRestIsRead() throws IOException {
        CommentFile file = read(PROLOG + """
                <i>
                <d>no p</d>
                <d p="1,1,25">short p</d>
                <d p="1,7,25,0">[0,0,"1-1",4,"x"]</d>
                <d p="1,1,25,0">two
                lines</d>
                <d p="1,1,25,0">good</d>
                </i>""");

        assertThat(file.comments()).hasSize(1);
        assertThat(file.skipped())
                .extracting(Skipped::kind)
                .containsExactly(
                        Skipped.Kind.MALFORMED,
                        Skipped.Kind.MALFORMED,
                        Skipped.Kind.UNSUPPORTED_MODE,
                        Skipped.Kind.TEXT_NOT_ALLOWED);
        assertThat(file.skipped()).extracting(Skipped::line).containsExactly(2, 3, 4, 5);
    }

    @Test
    void read_notWellFormed_keepsWhatCameBeforeAndSaysSo() throws IOException {
        CommentFile file = read(PROLOG + "<i>\n<d p=\"1,1,25,0\">a</d>\n<d p=\"2,1,25,0\">b < c</d>\n</i>");

        assertThat(file.comments()).hasSize(1);
        assertThat(file.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.line()).isEqualTo(3);
            assertThat(skipped.reason()).startsWith("not well-formed XML, nothing is read from here on");
        });
    }

    @Test
    void read_externalEntity_isNotFetched(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");

        CommentFile file = read(PROLOG + "<!DOCTYPE i [<!ENTITY e SYSTEM \"" + secret.toUri()
                + "\">]><i><d p=\"1,1,25,0\">x&e;</d></i>");

        assertThat(file.comments().toString() + file.skipped()).doesNotContain("secret");
    }

    private static CommentFile read(String text) throws IOException {
        return XmlComments.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
