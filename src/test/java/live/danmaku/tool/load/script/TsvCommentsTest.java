package live.danmaku.tool.load.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TsvCommentsTest {
    @Test
    void read_everyColumn_isUnderstood() throws IOException {
        CommentFile file = read("1.5\t5\t36\t16766720\tv7\t 你好 \n");

        assertThat(file.comments())
                .containsExactly(new TimedComment(1, 1.5, "v7", new Comment("你好", "top", "#FFD700", "large")));
        assertThat(file.skipped()).isEmpty();
    }

    @Test
    void read_commentAndEmptyLines_areNoComments() throws IOException {
        CommentFile file = read("\uFEFF# heading\n\n0\t1\t25\t16777215\tv1\ta\r\n");

        assertThat(file.comments()).containsExactly(new TimedComment(3, 0, "v1", Comment.plain("a")));
        assertThat(file.skipped()).isEmpty();
    }

    @Test
    void read_malformedLines_areNamedAndTheRestIsRead() throws IOException {
        CommentFile file = read("""
                no tabs here
                x\t1\t25\t0\tv1\tbad time
                -1\t1\t25\t0\tv1\tnegative time
                NaN\t1\t25\t0\tv1\tno time
                1\tscroll\t25\t0\tv1\tbad mode
                1\t9\t25\t0\tv1\tunknown mode
                1\t1\tbig\t0\tv1\tbad size
                1\t1\t25\t16777216\tv1\tbad colour
                1\t1\t25\t0\tv1\tgood
                """);

        assertThat(file.comments()).extracting(TimedComment::line).containsExactly(9);
        assertThat(file.skipped())
                .containsExactly(
                        malformed(1, "1 columns instead of 6, separated by tabs"),
                        malformed(2, "time 'x' is not a number"),
                        malformed(3, "time '-1' is not 0 or more seconds"),
                        malformed(4, "time 'NaN' is not 0 or more seconds"),
                        malformed(5, "mode 'scroll' is not a whole number"),
                        malformed(6, "mode 9 is none of 1 to 8"),
                        malformed(7, "size 'big' is not a whole number"),
                        malformed(8, "colour 16777216 is not within 0 to 16777215"));
    }

    @Test
    void read_whatTheProtocolHasNot_isSkippedByKind() throws IOException {
        CommentFile file = read("""
                1\t7\t25\t0\tv1\t[0,0]
                1\t8\t25\t0\tv1\tscript
                1\t1\t25\t0\tv1\t\s
                1\t1\t25\t0\tv1\ta\tb
                """);

        assertThat(file.comments()).isEmpty();
        assertThat(file.skipped())
                .extracting(Skipped::kind)
                .containsExactly(
                        Skipped.Kind.UNSUPPORTED_MODE,
                        Skipped.Kind.UNSUPPORTED_MODE,
                        Skipped.Kind.TEXT_NOT_ALLOWED,
                        Skipped.Kind.TEXT_NOT_ALLOWED);
    }

    private static Skipped malformed(int line, String reason) {
        return new Skipped(line, Skipped.Kind.MALFORMED, reason);
    }

    private static CommentFile read(String text) throws IOException {
        return TsvComments.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
