package live.danmaku.tool.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.load.client.Sources;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of every server, and of whom.
 *
 * @param servers names in the order of their turns; {@code floor} is the last
 * @param viewers connections that only watch
 * @param posters connections that post, and watch too
 * @param rate posts a second over all rooms
 * @param seconds how long is measured
 * @param warmup seconds of the same work before that
 * @param sources addresses to connect from
 * @param heapMegabytes the most that a server's Java heap may grow to
 * @param report file to add lines of JSON to, or null
 */
record Work(
        List<String> servers,
        int viewers,
        int posters,
        int rooms,
        double rate,
        double seconds,
        double warmup,
        int rounds,
        int sources,
        int heapMegabytes,
        @Nullable Path report) {
    static final String FLOOR = "floor";

    private static final String ALL =
            "wildfly,wildfly-portable,wildfly-deflate,payara,payara-portable,payara-deflate,ws,bun";
    private static final int BYTES_PER_DANMAKU = 80;
    private static final int BYTES_PER_FRAME = 150;

    static Work read(Options options) {
        int rooms = options.count("rooms", 1, 1);
        int posters = options.count("posters", Math.max(20, rooms), 1);
        if (posters < rooms) {
            throw new StopException("-Dposters=" + posters + " is less than -Drooms=" + rooms
                    + ", but every room needs a poster of its own");
        }
        String report = options.text("report", "");
        return new Work(
                servers(options.text("servers", ALL)),
                options.count("viewers", 2000, 1),
                posters,
                rooms,
                options.number("rate", 50, 0.001),
                options.number("seconds", 10, 1),
                options.number("warmup", 5, 0),
                options.count("rounds", 3, 1),
                options.count("sources", Sources.available() ? 8 : 0, 0),
                options.count("heap", 2048, 64),
                report.isEmpty() ? null : Path.of(report));
    }

    /** The names, each once; the floor comes last, when the size of the others' frames is known. */
    private static List<String> servers(String given) {
        List<String> names = new ArrayList<>();
        for (String name : given.split(",", -1)) {
            String stripped = name.strip();
            if (!stripped.isEmpty() && !stripped.equals(FLOOR) && !names.contains(stripped)) {
                names.add(stripped);
            }
        }
        names.add(FLOOR);
        return List.copyOf(names);
    }

    /** About how long a frame is, where no server took part that shows it. */
    int guessedFrameBytes() {
        return (int) Math.round(BYTES_PER_FRAME + BYTES_PER_DANMAKU * Math.max(1, rate / rooms));
    }

    @Override
    public String toString() {
        return viewers + " viewers and " + posters + " posters in " + rooms + " rooms, " + rate + " posts a second, "
                + seconds + " s after " + warmup + " s of warm-up, rounds: " + rounds;
    }
}
