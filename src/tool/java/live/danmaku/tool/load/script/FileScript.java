package live.danmaku.tool.load.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The comments of a file at a chosen speed.
 *
 * <p>Each viewer of the file keeps to one connection, so what one viewer wrote stays in order; where the file has more
 * viewers than there are connections, viewers share.
 */
public final class FileScript implements Script {
    private static final double SECOND = 1e9;

    private final List<TimedComment> comments;
    private final double speed;
    private final List<Integer> posterOf = new ArrayList<>();
    private final int posters;

    /**
     * @param comments by time, at least one
     * @param speed how many times faster than the file's clock, over 0
     * @param mostPosters connections at most, 1 or more
     */
    public FileScript(List<TimedComment> comments, double speed, int mostPosters) {
        this.comments = List.copyOf(comments);
        this.speed = speed;
        Map<String, Integer> viewers = new HashMap<>();
        for (TimedComment timed : comments) {
            Integer place = viewers.computeIfAbsent(timed.viewer(), viewer -> viewers.size());
            posterOf.add(place % mostPosters);
        }
        this.posters = Math.min(mostPosters, viewers.size());
    }

    @Override
    public int size() {
        return comments.size();
    }

    /** Silence before the file's first comment is left out. */
    @Override
    public long dueNanos(int number) {
        double sinceFirst = comments.get(number).seconds() - comments.get(0).seconds();
        return (long) (sinceFirst / speed * SECOND);
    }

    @Override
    public int posters() {
        return posters;
    }

    @Override
    public int poster(int number) {
        return posterOf.get(number);
    }

    /** The viewer's name in the file, cut to what the protocol takes. */
    @Override
    public String user(int number) {
        String viewer = comments.get(number).viewer().strip();
        return viewer.isEmpty() ? "guest" : viewer.substring(0, Math.min(32, viewer.length()));
    }

    @Override
    public Comment comment(int number) {
        return comments.get(number).comment();
    }

    @Override
    public boolean marks(String text) {
        return false;
    }
}
