package live.danmaku.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import live.danmaku.merge.Merger;
import live.danmaku.merge.Thinning;
import live.danmaku.model.Author;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import live.danmaku.model.Lane;
import live.danmaku.model.RoomId;
import live.danmaku.model.Style;
import live.danmaku.tool.load.script.Comment;
import live.danmaku.tool.load.script.CommentFile;

/**
 * Danmaku made of the comments of a file, which is gone through again and again, each time shuffled anew. Names, times and
 * order are drawn from a fixed seed, so that every run sees the same.
 */
public final class Sample {

    private static final long SEED = 20261122;
    private static final long START = 1_763_836_800_000L;
    private static final int WINDOW_MILLIS = 1000;
    private static final String NAME_CHARACTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final RoomId ROOM = new RoomId("lobby");

    private final Random random = new Random(SEED);
    private final List<Comment> comments;
    private final List<String> crowd;
    private int next;
    private long accepted;
    private long batches;

    private Sample(List<Comment> comments, int crowd) {
        this.comments = new ArrayList<>(comments);
        this.crowd = Stream.generate(this::newGuest).limit(crowd).toList();
    }

    /**
     * The comments of the file that the system property {@code file} names, or of the example in the documentation.
     *
     * @param crowd how many guests post, each as often as the others; 0 for a new guest with every danmaku
     */
    public static Sample of(int crowd) {
        Path file = Path.of(System.getProperty("file", "docs/examples/comments.tsv"));
        try {
            return new Sample(
                    CommentFile.read(file).comments().stream()
                            .map(timed -> timed.comment())
                            .toList(),
                    crowd);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a window gathered: posted at random moments of it. */
    public List<Danmaku> window(int size) {
        return random.ints(size, 0, WINDOW_MILLIS)
                .sorted()
                .mapToObj(millis -> new Danmaku(++accepted, START + millis, draft()))
                .toList();
    }

    /** A window's danmaku as a batch. */
    public Batch batch(int size) {
        return new Merger().merge(ROOM, "mbw3k9tq0f", ++batches, 10_000, Thinning.OFF, window(size));
    }

    /** The next comment, by some guest. */
    public Draft draft() {
        if (next == 0) {
            Collections.shuffle(comments, random);
        }
        Comment comment = comments.get(next);
        next = (next + 1) % comments.size();
        String name = crowd.isEmpty() ? newGuest() : crowd.get(random.nextInt(crowd.size()));
        return new Draft(
                new Author(name, Lane.ORDINARY),
                comment.text(),
                Style.of(Optional.of(comment.mode()), Optional.of(comment.color()), Optional.of(comment.size())));
    }

    private String newGuest() {
        StringBuilder name = new StringBuilder("guest-");
        random.ints(6, 0, NAME_CHARACTERS.length()).forEach(place -> name.append(NAME_CHARACTERS.charAt(place)));
        return name.toString();
    }
}
