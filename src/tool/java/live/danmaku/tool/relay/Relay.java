package live.danmaku.tool.relay;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.load.Tool;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.ProcessMeter;
import org.jspecify.annotations.Nullable;

/**
 * Posts into one room on several nodes, and has viewers on each verify that everything comes, once and in order, and how much later on
 * the other nodes; also while the broker or a node fails: docs/load-testing.md has its options.
 *
 * <p>Threading: belongs to the command's thread; connections have those of the JDK's client.
 */
public final class Relay {
    /** After it every node listens to the parts in which somebody watches there. */
    private static final long SETTLE_MILLIS = 3_000;

    private final Nodes nodes;
    private final String room;
    private final List<Integer> viewers;
    private final int posters;
    private final double rate;
    private final Duration warmUp;
    private final Duration lasting;
    private final Trouble trouble;
    private final Duration down;
    private final Duration drain;
    private final PrintStream out;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Sent> sent = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final AtomicLong postersFrames = new AtomicLong();

    private Relay(Nodes nodes, Options options, PrintStream out) {
        this.nodes = nodes;
        this.room = options.text("room", "relay");
        this.viewers = perNode(options);
        this.posters = options.count("posters", 10, 1);
        this.rate = options.number("rate", 1_000, 0.001);
        this.warmUp = seconds(options.number("warmup", 5, 0));
        this.lasting = seconds(options.number("seconds", 30, 1));
        this.trouble = Trouble.of(options.text("trouble", "none"));
        this.down = seconds(options.number("down", trouble == Trouble.PAUSE ? 60 : 10, 1));
        this.drain = seconds(options.number("drain", 10, 0));
        this.out = out;
    }

    /** Does one run; the exit status is 1 where something did not come, came twice, or out of order. */
    public static void main(String[] arguments) {
        Tool.run(out -> {
            Options options = Options.ofThisProcess();
            try (Nodes nodes = Nodes.of(options)) {
                return new Relay(nodes, options, out).go();
            }
        });
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    /** A number for all nodes, or as many numbers. */
    private List<Integer> perNode(Options options) {
        List<Integer> counts = new ArrayList<>();
        String[] given = options.text("viewers", "1").split(",", -1);
        for (int node = 0; node < nodes.count(); node++) {
            String one = given[Math.min(node, given.length - 1)];
            counts.add(options.with(Map.of("viewers", one)).count("viewers", 1, 0));
        }
        return counts;
    }

    private URI address(int node) {
        return URI.create(nodes.urls().get(node) + "/ws/rooms/" + room);
    }

    private boolean go() throws InterruptedException {
        List<URI> addresses = new ArrayList<>();
        for (int node = 0; node < nodes.count(); node++) {
            addresses.add(address(node));
        }
        Arrival arrival = new Arrival();
        List<WebSocket> sockets = new ArrayList<>();
        for (int node = 0; node < nodes.count(); node++) {
            for (int i = 0; i < viewers.get(node); i++) {
                Watcher watcher = new Watcher(client, timer, addresses, node, arrival);
                watchers.add(watcher);
                await(watcher.connect());
            }
            for (int i = 0; i < posters; i++) {
                sockets.add(poster(node));
            }
        }
        say("%d nodes with %s viewers and %d posters each; %s", nodes.count(), viewers, posters, trouble.meanwhile());
        Thread.sleep(SETTLE_MILLIS);
        Course course = Course.of(System.nanoTime(), warmUp, lasting, trouble, down);
        Arrivals arrivals = new Arrivals(course);
        Disturbance disturbance = new Disturbance(trouble, nodes, course);
        arrival.begin(arrivals, disturbance);
        Cost cost = new Cost();
        disturbance.start();
        post(sockets, course, cost);
        disturbance.end();
        String costs = cost.text();
        Thread.sleep(drain.toMillis());
        boolean good = report(arrivals, disturbance, costs);
        watchers.forEach(Watcher::leave);
        return good;
    }

    /** What is made of each danmaku that a viewer has not had before. */
    private final class Arrival implements Watcher.Arrived {
        private volatile @Nullable Arrivals arrivals;
        private volatile @Nullable Disturbance disturbance;

        void begin(Arrivals into, Disturbance besides) {
            disturbance = besides;
            arrivals = into;
        }

        @Override
        public void danmaku(String author, int toNode, long dueNanos, long nowNanos) {
            @Nullable Arrivals into = arrivals;
            @Nullable Disturbance besides = disturbance;
            if (into == null || besides == null) {
                return;
            }
            int fromNode = sent.get(Integer.parseInt(author.substring(1))).node();
            if (!trouble.isOfFirstNode() || (fromNode != 0 && toNode != 0)) {
                into.add(fromNode, toNode, dueNanos, nowNanos);
            }
            if (besides.mendedNanos() != 0 && dueNanos > besides.mendedNanos() && fromNode != toNode) {
                into.again(fromNode, toNode, nowNanos);
            }
        }
    }

    /** The nodes' processors, for each frame that came, from the end of the warm-up to that of the posts. */
    private final class Cost {
        private long micros;
        private long frames;

        void begin() {
            micros = cpuMicros();
            frames = frames();
        }

        String text() {
            long came = frames() - frames;
            return nodes.own().isEmpty() || trouble == Trouble.KILL || came == 0
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            "%.1f us of the nodes' processors a frame, %,d frames",
                            (double) (cpuMicros() - micros) / came,
                            came);
        }

        private long cpuMicros() {
            return nodes.own().stream()
                    .map(AppServer::process)
                    .mapToLong(process -> new ProcessMeter(process.pid()).cpuMicros())
                    .sum();
        }

        private long frames() {
            return postersFrames.get()
                    + watchers.stream().mapToLong(Watcher::frames).sum();
        }
    }

    private WebSocket poster(int node) throws InterruptedException {
        Sent posted = new Sent(sent.size(), node);
        sent.add(posted);
        return await(client.newWebSocketBuilder()
                .subprotocols("danmaku.v1.json")
                .buildAsync(address(node), new Answers(posted, postersFrames)));
    }

    private static <T> T await(CompletionStage<T> stage) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new StopException("cannot connect: " + e.getCause(), e);
        }
    }

    /** Counts what the server answers to a poster; its batches are nothing to it but frames. A message may come in parts. */
    private static final class Answers implements WebSocket.Listener {
        private static final int ENOUGH = 48;
        private static final Pattern ACK = Pattern.compile("^\\{\"type\":\"ack\",\"ref\":\"(\\d+)\"");

        private final Sent posted;
        private final AtomicLong frames;
        private final StringBuilder head = new StringBuilder();

        Answers(Sent posted, AtomicLong frames) {
            this.posted = posted;
            this.frames = frames;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            head.append(part, 0, Math.min(part.length(), ENOUGH - head.length()));
            if (last) {
                count(head.toString());
                head.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void count(String start) {
            Matcher ack = ACK.matcher(start);
            if (ack.find()) {
                posted.accept(Integer.parseInt(ack.group(1)));
            } else if (start.startsWith("{\"type\":\"error\"")) {
                posted.refuse();
            } else if (start.startsWith("{\"type\":\"batch\"")) {
                frames.incrementAndGet();
            }
        }
    }

    private void post(List<WebSocket> sockets, Course course, Cost cost) throws InterruptedException {
        long start = course.warm() - warmUp.toNanos();
        boolean warm = false;
        for (long i = 0; ; i++) {
            long due = start + Math.round(i / rate * 1e9);
            if (due >= course.end()) {
                return;
            }
            long wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            if (!warm && due >= course.warm()) {
                warm = true;
                cost.begin();
            }
            int poster = Math.toIntExact(i % sockets.size());
            WebSocket socket = sockets.get(poster);
            if (!socket.isOutputClosed()) {
                try {
                    socket.sendText(sent.get(poster).next(due), true).join();
                } catch (CompletionException gone) {
                    socket.abort();
                }
            }
        }
    }

    private boolean report(Arrivals arrivals, Disturbance disturbance, String costs) {
        Watcher.Counts counts = new Watcher.Counts(0, 0, 0, 0, 0, 0, 0);
        long lost = 0;
        long untold = 0;
        for (Watcher watcher : watchers) {
            long lacks = 0;
            for (Sent one : sent) {
                lacks += watcher.lacks(one.author(), expected(one));
            }
            Watcher.Counts its = watcher.counts();
            counts = counts.plus(its);
            lost += lacks;
            untold += Math.max(0, lacks - its.missed());
        }
        say("posted %,d, accepted %,d, refused %,d", sum(Sent::posted), sum(Sent::accepted), sum(Sent::refused));
        say("                         own node: p50, p99, max ms    other nodes: p50, p99, max ms   danmaku");
        for (Course.Part part : Course.Part.values()) {
            String name = switch (part) {
                case WARM_UP -> "warm-up";
                case BEFORE -> "before";
                case MEANWHILE -> trouble.meanwhile();
                case AFTER -> "afterwards";
            };
            if (trouble != Trouble.NONE || part == Course.Part.BEFORE) {
                say("%-26s %s", trouble == Trouble.NONE ? "" : name, arrivals.text(part));
            }
        }
        if (!costs.isEmpty()) {
            say("%s", costs);
        }
        if (disturbance.mendedNanos() != 0) {
            say(
                    "%d of %d directions between nodes were back, the last one %,d ms after what had failed was",
                    arrivals.linksAgain(),
                    nodes.count() * (nodes.count() - 1),
                    arrivals.slowestAgainMillis(disturbance.mendedNanos()));
        }
        if (disturbance.residentMegabytesMost() != 0) {
            say(
                    "broker: %,d MB resident before the trouble, %,d at most",
                    disturbance.residentMegabytesBefore(), disturbance.residentMegabytesMost());
        }
        if (trouble == Trouble.KILL) {
            long gone = sent.stream()
                    .mapToLong(one -> one.accepted() - expected(one).cardinality())
                    .sum();
            say("accepted by the node that was killed, and not told to any other: %,d", gone);
        }
        say(
                "lost %,d, of which the viewer was not told %,d; told as missed %,d; repeated %,d, out of order %,d",
                lost, untold, counts.missed(), counts.repeated(), counts.disordered());
        say(
                "came back %,d, recovered %,d, slowest %,d ms, danmaku that came again %,d",
                counts.returns(), counts.recovered(), counts.slowestMillis(), counts.again());
        boolean whole = (trouble == Trouble.BROKER || trouble == Trouble.PAUSE ? untold : lost) == 0;
        return whole && counts.repeated() == 0 && counts.disordered() == 0;
    }

    /**
     * The numbers of what viewers must have had of an author: what was acknowledged, for the rest may or may not have been accepted. Of a
     * node that was killed, no more than what it had told the others.
     */
    private BitSet expected(Sent one) {
        return one.acceptedUpTo(
                trouble == Trouble.KILL && one.node() == 0
                        ? watchers.stream()
                                .filter(watcher -> watcher.firstNode() != 0)
                                .mapToLong(watcher -> watcher.newest(one.author()))
                                .max()
                                .orElse(0)
                        : Long.MAX_VALUE - 1);
    }

    private long sum(ToLongFunction<Sent> what) {
        return sent.stream().mapToLong(what).sum();
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
