package live.danmaku.tool.load.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads tab-separated comments: seconds, mode (1 scroll, 4 bottom, 5 top, 6 reverse), size in pixels, colour as a decimal
 * number, viewer, text. Empty lines and lines that begin with {@code #} are no comments of anyone.
 */
final class TsvComments {
    private static final int COLUMNS = 6;

    private TsvComments() {}

    static CommentFile read(InputStream in) throws IOException {
        List<TimedComment> comments = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String content = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (content.isBlank() || content.startsWith("#")) {
                continue;
            }
            try {
                comments.add(comment(number, content));
            } catch (UnusableCommentException e) {
                skipped.add(e.at(number));
            }
        }
        return new CommentFile(comments, skipped);
    }

    private static TimedComment comment(int number, String line) throws UnusableCommentException {
        String[] columns = line.split("\t", COLUMNS);
        if (columns.length < COLUMNS) {
            throw UnusableCommentException.malformed(
                    columns.length + " columns instead of " + COLUMNS + ", separated by tabs");
        }
        return TimedComment.of(number, columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
    }
}
