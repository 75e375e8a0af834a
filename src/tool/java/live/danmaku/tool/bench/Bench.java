package live.danmaku.tool.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.Report;
import live.danmaku.tool.load.Run;
import live.danmaku.tool.load.Settings;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.load.Tool;
import live.danmaku.tool.load.script.Script;
import live.danmaku.tool.load.script.SilentScript;
import live.danmaku.tool.load.script.SteadyScript;
import live.danmaku.tool.server.ServerFailure;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code mvn -Pbench}: the same work for each server in turn, round after round, and one table.
 *
 * <p>A server is started for its first turn and stays, idle, while the others have theirs: an idle server takes memory
 * only, and in later rounds it is as warm as one that has run for a while.
 *
 * <p>Threading: belongs to the command's thread.
 */
public final class Bench implements AutoCloseable {
    private static final double DRAIN_SECONDS = 10;
    private static final long PAUSE_MILLIS = 1000;
    private static final int HEADER_BYTES = 4;

    private final Work work;
    private final PrintStream out;
    private final Machine machine = Machine.here();
    private final Map<String, Contender> started = new LinkedHashMap<>();
    private final Map<String, List<Turn>> turns = new LinkedHashMap<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();
    private int frameBytes;

    Bench(Work work, PrintStream out) {
        this.work = work;
        this.out = out;
        this.frameBytes = work.guessedFrameBytes();
    }

    public static void main(String[] args) {
        Tool.run(out -> {
            try (Bench bench = new Bench(Work.read(Options.ofThisProcess()), out)) {
                return bench.go();
            }
        });
    }

    /** Runs all rounds and prints the table; whether nothing was found wrong. */
    boolean go() throws InterruptedException {
        out.println(machine);
        out.println(work);
        for (int round = 1; round <= work.rounds(); round++) {
            for (String server : work.servers()) {
                if (!leftOut.containsKey(server)) {
                    take(server, round);
                }
            }
        }
        List<Row> rows = turns.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .toList();
        out.println();
        out.print(Table.of(rows));
        out.print(Table.faults(rows));
        leftOut.forEach((server, reason) -> out.println("left out: " + server + ": " + reason));
        return rows.stream().allMatch(Row::faultless);
    }

    private void take(String server, int round) throws InterruptedException {
        try {
            Turn turn = turn(server, round);
            turns.computeIfAbsent(server, any -> new ArrayList<>()).add(turn);
            write(BenchJson.turn(turn, machine));
            out.printf(
                    Locale.ROOT,
                    "round %d: %s: %.2f us a frame, %,.0f frames/s%s%n",
                    round,
                    server,
                    turn.microsPerFrame(),
                    turn.framesPerSecond(),
                    turn.report().problems().isEmpty() ? "" : ", FAILED");
        } catch (NotInstalledException | ServerFailure | StopException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
            leftOut.put(server, reason);
            write(BenchJson.leftOut(server, reason));
            out.println("round " + round + ": " + server + " is left out: " + e.getMessage());
        }
    }

    private Turn turn(String server, int round) throws InterruptedException {
        @Nullable Contender running = started.get(server);
        Contender contender = running == null ? start(server) : running;
        int connections = work.viewers() + work.posters();
        Measurement measurement = new Measurement(contender, running == null, connections);
        Report report = Run.of(
                settings(contender),
                script(contender, round),
                measurement,
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        if (!contender.sendsByItself()) {
            frameBytes = HEADER_BYTES + (int) Math.round(report.received().plainBytesPerFrame());
        }
        // For the server to see that everybody has gone.
        Thread.sleep(PAUSE_MILLIS);
        return new Turn(server, round, report, measurement.usage());
    }

    private Contender start(String server) {
        Contender contender = contender(server);
        started.put(server, contender);
        contender.start(frameBytes);
        return contender;
    }

    private Contender contender(String server) {
        List<String> javaOptions = List.of("-Xmx" + work.heapMegabytes() + "m", "-XX:NativeMemoryTracking=summary");
        return switch (server) {
            case Work.FLOOR -> Program.floor(javaOptions);
            case "ws", "ws-deflate" -> Program.ws(server);
            case "bun", "bun-deflate" -> Program.bun(server);
            default -> war(server, javaOptions);
        };
    }

    private static Contender war(String server, List<String> javaOptions) {
        try {
            return new War(Variant.of(server), javaOptions);
        } catch (IllegalArgumentException e) {
            throw new NotInstalledException(String.valueOf(e.getMessage()));
        }
    }

    private Settings settings(Contender contender) {
        URI url = contender.url();
        int watching = contender.sendsByItself() ? work.viewers() + work.posters() : work.viewers();
        return new Settings(
                contender.name(),
                url,
                "bench",
                work.rooms(),
                watching,
                false,
                work.warmup(),
                DRAIN_SECONDS,
                contender.wiring().offer(work.sources()),
                null);
    }

    private Script script(Contender contender, int round) {
        double seconds = work.warmup() + work.seconds();
        return contender.sendsByItself()
                ? new SilentScript(Math.round(seconds * 1e9))
                : new SteadyScript(work.rate(), seconds, work.posters(), "b" + round);
    }

    private void write(String line) {
        @Nullable Path path = work.report();
        if (path == null) {
            return;
        }
        try {
            Files.writeString(path, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new StopException("-Dreport=" + path + " cannot be written: " + e, e);
        }
    }

    @Override
    public void close() {
        started.values().forEach(Contender::close);
    }
}
