package live.danmaku.tool.load.script;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a comment file holds: the comments in the order of their times, and every line that is left out.
 *
 * @param comments by time; comments of the same time stay in the file's order
 * @param skipped in the file's order
 */
public record CommentFile(List<TimedComment> comments, List<Skipped> skipped) {
    /** Puts the comments into the order of their times. */
    public CommentFile {
        comments = comments.stream()
                .sorted(Comparator.comparingDouble(TimedComment::seconds))
                .toList();
        skipped = List.copyOf(skipped);
    }

    /** Reads a file of either format: what begins with {@code <} is XML, everything else tab-separated. */
    public static CommentFile read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return firstSign(in) == '<' ? XmlComments.read(in) : TsvComments.read(in);
        }
    }

    /** The same file without the texts that a server of this limit would refuse. */
    public CommentFile within(int textLimit) {
        List<TimedComment> kept = new ArrayList<>();
        List<Skipped> left = new ArrayList<>(skipped);
        for (TimedComment timed : comments) {
            try {
                TextRules.check(timed.comment().text(), textLimit);
                kept.add(timed);
            } catch (UnusableCommentException e) {
                left.add(e.at(timed.line()));
            }
        }
        left.sort(Comparator.comparingInt(Skipped::line));
        return new CommentFile(kept, left);
    }

    /** The first byte that is neither white space nor part of a byte order mark; the stream stays at its start. */
    private static int firstSign(InputStream in) throws IOException {
        in.mark(64);
        byte[] head = in.readNBytes(64);
        in.reset();
        for (byte sign : head) {
            if (sign > ' ') {
                return sign;
            }
        }
        return -1;
    }
}
