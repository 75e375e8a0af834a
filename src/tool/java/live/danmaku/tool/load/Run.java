package live.danmaku.tool.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import live.danmaku.tool.load.client.Client;
import live.danmaku.tool.load.client.Hello;
import live.danmaku.tool.load.client.Poster;
import live.danmaku.tool.load.client.Traffic;
import live.danmaku.tool.load.client.Viewer;
import live.danmaku.tool.load.script.Script;
import live.danmaku.tool.load.verify.Audit;
import live.danmaku.tool.load.verify.Room;
import live.danmaku.tool.load.verify.Wire;
import org.jspecify.annotations.Nullable;

/**
 * One run: connect, post, compare what arrived with what was accepted, report.
 *
 * <p>Threading: belongs to the command's thread.
 */
public final class Run {
    /** What should not come, such as a batch sent twice, would come within a window; and this on top. */
    private static final long QUIET_MILLIS = 300;

    private static final long START_MILLIS = 200;

    private final Settings settings;
    private final Plan.Maker maker;
    private final Progress progress;
    private final Traffic traffic = new Traffic();
    private final Audience audience = new Audience();
    private final List<Room> rooms;

    private final Phases phases;

    Run(Settings settings, Plan.Maker maker, PrintStream out) {
        this(settings, maker, new Progress(out, Progress.onTerminal()), Phases.UNWATCHED);
    }

    private Run(Settings settings, Plan.Maker maker, Progress progress, Phases phases) {
        this.settings = settings;
        this.maker = maker;
        this.progress = progress;
        this.phases = phases;
        this.rooms = IntStream.range(0, settings.rooms())
                .mapToObj(index -> Room.named(settings.roomName(index)))
                .toList();
    }

    /**
     * Does one run for another program.
     *
     * @param out where its progress is shown
     * @throws StopException if there is no server
     */
    public static Report of(Settings settings, Script script, Phases phases, PrintStream out)
            throws InterruptedException {
        Progress progress = new Progress(out, Progress.onTerminal());
        return new Run(settings, hello -> new Plan(script, List.of()), progress, phases).report();
    }

    /**
     * Does the run, and tells its user of it.
     *
     * @return whether nothing was found wrong
     * @throws StopException if there is no server, or nothing to post
     */
    boolean go() throws InterruptedException {
        Report report = report();
        progress.say(report.text());
        write(report);
        return report.problems().isEmpty();
    }

    private Report report() throws InterruptedException {
        try (Client client = new Client(settings.url(), settings.offer(), traffic)) {
            Hello hello = audience.first(settings.url(), () -> client.watch(rooms.get(0)));
            Plan plan = maker.plan(hello);
            for (int index = 1; index < settings.viewers(); index++) {
                Room room = rooms.get(index % rooms.size());
                audience.add(() -> client.watch(room));
                progress.show(traffic.connected() + " of " + settings.viewers() + " viewers connected");
            }
            return post(client, hello, plan);
        }
    }

    private Report post(Client client, Hello hello, Plan plan) throws InterruptedException {
        PostBook book = new PostBook(plan.script(), rooms, System::nanoTime);
        List<Viewer> watching = audience.viewers();
        List<Poster> posters = posters(client, plan, book);
        audience.settle();
        progress.say(traffic.connected() + " connections, rooms: " + rooms.size() + ", window " + hello.windowMillis()
                + " ms, comments to post: " + plan.script().size());
        phases.connected();

        long startNanos = System.nanoTime() + START_MILLIS * 1_000_000;
        Scene scene = new Scene(client, rooms, audience, traffic.returns(), watching, startNanos);
        Posting posting = new Posting(
                settings, plan.script(), rooms, posters, book, traffic, audience, progress, phases, scene, startNanos);
        Measured measured = posting.go(Math.round(settings.drainSeconds() * 1000), hello.windowMillis() + QUIET_MILLIS);

        List<Audit.Witness> witnesses = audience.dismiss(client);
        posting.settle(true);
        return new Report(
                settings,
                hello.windowMillis(),
                new Report.Connections(
                        audience.size(),
                        witnesses.size(),
                        traffic.compressing(),
                        traffic.failures(),
                        traffic.closes(),
                        traffic.unreadable()),
                traffic.returns().count(),
                book.standing(),
                Audit.of(rooms, witnesses, plan.script(), hello.windowMillis()),
                rooms.stream().map(room -> room.wire().count()).reduce(Wire.Count.NONE, Wire.Count::plus),
                Percentiles.ofMicros(posting.latencies().total()),
                Percentiles.ofMicros(book.answerMicros()),
                measured,
                traffic.read(),
                plan.skipped());
    }

    private List<Poster> posters(Client client, Plan plan, PostBook book) throws InterruptedException {
        List<Poster> posters = new ArrayList<>();
        for (int index = 0; index < plan.script().posters(); index++) {
            Room room = PostBook.roomOf(index, rooms);
            posters.add(
                    settings.http()
                            ? client.httpPoster(room, book)
                            : audience.add(() -> client.watchAndPost(room, book)));
        }
        return posters;
    }

    private void write(Report report) {
        @Nullable Path path = settings.report();
        if (path == null) {
            return;
        }
        try {
            Files.writeString(path, report.json() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new StopException("-Dreport=" + path + " cannot be written: " + e, e);
        }
    }
}
