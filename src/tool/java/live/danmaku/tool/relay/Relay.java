package live.danmaku.tool.relay;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.StopException;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Posts into one room on several nodes, and has viewers on each verify that everything comes, once and in order, and how much later on
 * the other nodes: docs/load-testing.md has its options.
 *
 * <p>Threading: belongs to the command's thread; connections have those of the JDK's client.
 */
public final class Relay {
    private static final long LONGEST_MICROS = 600_000_000;

    private final List<URI> nodes;
    private final int viewers;
    private final int posters;
    private final double rate;
    private final double seconds;
    private final double drain;
    private final PrintStream out;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Sent> sent = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final Histogram own = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final Histogram others = new ConcurrentHistogram(LONGEST_MICROS, 3);

    private Relay(Options options, PrintStream out) {
        String room = options.text("room", "relay");
        this.nodes = Stream.of(options.text("urls", "").split(",", -1))
                .filter(url -> !url.isBlank())
                .map(url -> URI.create(url.strip() + "/ws/rooms/" + room))
                .toList();
        if (nodes.size() < 2) {
            throw new StopException("-Durls= must name two nodes or more, as ws://HOST:PORT/danmaku,ws://...");
        }
        this.viewers = options.count("viewers", 1, 1);
        this.posters = options.count("posters", 10, 1);
        this.rate = options.number("rate", 1_000, 0.001);
        this.seconds = options.number("seconds", 30, 1);
        this.drain = options.number("drain", 10, 0);
        this.out = out;
    }

    /** Does one run; the exit status is 1 where something did not come, came twice, or out of order. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            System.exit(new Relay(Options.ofThisProcess(), System.out).go() ? 0 : 1);
        } catch (StopException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private boolean go() throws InterruptedException {
        List<WebSocket> sockets = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            for (int i = 0; i < viewers; i++) {
                watch(node);
            }
            for (int i = 0; i < posters; i++) {
                sockets.add(poster(node));
            }
        }
        say("%d nodes, each with %d viewers and %d posters", nodes.size(), viewers, posters);
        post(sockets);
        Thread.sleep(Math.round(drain * 1_000));
        boolean good = report();
        watchers.forEach(Watcher::leave);
        return good;
    }

    private void watch(int node) throws InterruptedException {
        Watcher watcher = new Watcher(client, timer, nodes, node, (author, nanos) -> {
            Sent from = sent.get(Integer.parseInt(author.substring(1)));
            (from.node() == node ? own : others).recordValue(Math.min(LONGEST_MICROS, Math.max(0, nanos / 1_000)));
        });
        watchers.add(watcher);
        await(watcher.connect());
    }

    private WebSocket poster(int node) throws InterruptedException {
        Sent posted = new Sent(sent.size(), node);
        sent.add(posted);
        return await(client.newWebSocketBuilder()
                .subprotocols("danmaku.v1.json")
                .buildAsync(nodes.get(node), new Answers(posted)));
    }

    private static <T> T await(CompletionStage<T> stage) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new StopException("cannot connect: " + e.getCause(), e);
        }
    }

    /** Counts what the server answers to a poster; its batches are nothing to it. */
    private record Answers(Sent posted) implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            if (part.length() > 16 && part.charAt(0) == '{') {
                String start = part.subSequence(0, 16).toString();
                if (start.startsWith("{\"type\":\"ack\"")) {
                    posted.answered(true);
                } else if (start.startsWith("{\"type\":\"error")) {
                    posted.answered(false);
                }
            }
            from.request(1);
            return null;
        }
    }

    private void post(List<WebSocket> sockets) throws InterruptedException {
        long start = System.nanoTime();
        long count = Math.round(rate * seconds);
        for (long i = 0; i < count; i++) {
            long due = start + Math.round(i / rate * 1e9);
            long wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            int poster = Math.toIntExact(i % sockets.size());
            WebSocket socket = sockets.get(poster);
            if (!socket.isOutputClosed()) {
                String text = sent.get(poster).next(due);
                try {
                    socket.sendText("{\"type\":\"post\",\"text\":\"" + text + "\"}", true)
                            .join();
                } catch (java.util.concurrent.CompletionException gone) {
                    socket.abort();
                }
            }
        }
    }

    private boolean report() {
        Watcher.Counts counts = new Watcher.Counts(0, 0, 0, 0, 0, 0, 0);
        long lost = 0;
        for (Watcher watcher : watchers) {
            counts = counts.plus(watcher.counts());
            for (Sent one : sent) {
                // What was not acknowledged may or may not have been accepted.
                lost += one.accepted() == 0 ? 0 : watcher.lacks(one.author(), 1, one.accepted());
            }
        }
        long accepted = sent.stream().mapToLong(Sent::accepted).sum();
        say("posted %d, accepted %d, refused %d", sum(Sent::posted), accepted, sum(Sent::refused));
        say(
                "own node:    p50 %.0f ms, p99 %.0f ms, max %.0f ms, %d",
                of(own, 50), of(own, 99), of(own, 100), own.getTotalCount());
        say(
                "other nodes: p50 %.0f ms, p99 %.0f ms, max %.0f ms, %d",
                of(others, 50), of(others, 99), of(others, 100), others.getTotalCount());
        say(
                "lost %d, repeated %d, out of order %d, told as missed %d",
                lost, counts.repeated(), counts.disordered(), counts.missed());
        say(
                "came back %d, recovered %d, slowest %d ms, danmaku that came again %d",
                counts.returns(), counts.recovered(), counts.slowestMillis(), counts.again());
        return lost == 0 && counts.repeated() == 0 && counts.disordered() == 0;
    }

    private long sum(java.util.function.ToLongFunction<Sent> what) {
        return sent.stream().mapToLong(what).sum();
    }

    private static double of(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
