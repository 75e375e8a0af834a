package live.danmaku.tool.relay;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A viewer that checks every danmaku it is sent: once, and each author's in order. When its node is gone it comes back on the next one,
 * says how far it has heard, and leaves out what it has had, as the protocol has it.
 *
 * <p>Threading: its connections' callbacks, one at a time; {@code this} guards what was seen.
 */
final class Watcher implements WebSocket.Listener {

    private static final JsonReaderFactory READERS = JsonProvider.provider().createReaderFactory(Map.of());
    private static final long BACK_WITHIN_MILLIS = 5_000;

    private final HttpClient client;
    private final ScheduledExecutorService timer;
    private final List<URI> nodes;
    private final Arrived arrived;
    private final int firstNode;
    private final StringBuilder message = new StringBuilder();
    private int node;
    private @Nullable WebSocket socket;
    private volatile boolean leaving;

    @GuardedBy("this")
    private final Map<String, BitSet> seen = new HashMap<>();

    @GuardedBy("this")
    private final Map<String, Long> heard = new LinkedHashMap<>();

    @GuardedBy("this")
    private Map<String, Long> before = Map.of();

    @GuardedBy("this")
    private String epoch = "";

    @GuardedBy("this")
    private long seq;

    @GuardedBy("this")
    private Counts counts = new Counts(0, 0, 0, 0, 0, 0, 0);

    @GuardedBy("this")
    private long frames;

    /** When its connection was lost; 0 while it has one. */
    @GuardedBy("this")
    private long lostNanos;

    /**
     * What came.
     *
     * @param repeated danmaku that came twice and were not to
     * @param disordered danmaku that came after a later one of the same author's
     * @param missed danmaku that the node said had not come to it
     * @param returns how often it came back on another node, or the same
     * @param recovered of these, how often it was told that it missed nothing
     * @param slowestMillis the longest that it was away
     * @param again danmaku that came again after it had moved, as the protocol allows
     */
    record Counts(
            long repeated, long disordered, long missed, long returns, long recovered, long slowestMillis, long again) {

        Counts plus(Counts other) {
            return new Counts(
                    repeated + other.repeated,
                    disordered + other.disordered,
                    missed + other.missed,
                    returns + other.returns,
                    recovered + other.recovered,
                    Math.max(slowestMillis, other.slowestMillis),
                    again + other.again);
        }
    }

    /** Is told of danmaku. */
    interface Arrived {

        /**
         * A danmaku has come to a viewer that had not had it.
         *
         * @param toNode the node that the viewer was on first
         * @param dueNanos when it was due to be posted
         */
        void danmaku(String author, int toNode, long dueNanos, long nowNanos);
    }

    /** @param arrived told of every danmaku that it had not had before */
    Watcher(HttpClient client, ScheduledExecutorService timer, List<URI> nodes, int node, Arrived arrived) {
        this.client = client;
        this.timer = timer;
        this.nodes = nodes;
        this.node = node;
        this.firstNode = node;
        this.arrived = arrived;
    }

    CompletionStage<?> connect() {
        URI address = URI.create(nodes.get(node) + query());
        return client.newWebSocketBuilder()
                .subprotocols("danmaku.v1.json")
                .buildAsync(address, this)
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        lost();
                    }
                });
    }

    private synchronized String query() {
        return epoch.isEmpty()
                ? ""
                : "?epoch=" + epoch + "&since=" + seq + "&heard="
                        + heard.entrySet().stream()
                                .map(entry -> entry.getKey() + ":" + entry.getValue())
                                .collect(Collectors.joining(","));
    }

    /** Ends it for good. */
    void leave() {
        leaving = true;
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    private void lost() {
        synchronized (this) {
            lostNanos = lostNanos == 0 ? System.nanoTime() : lostNanos;
        }
        if (!leaving) {
            node = (node + 1) % nodes.size();
            Executor later =
                    CompletionLater.of(timer, ThreadLocalRandom.current().nextLong(BACK_WITHIN_MILLIS));
            later.execute(this::connect);
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        message.setLength(0);
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            take(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        lost();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        lost();
    }

    private void take(String text) {
        long now = System.nanoTime();
        JsonObject object = READERS.createReader(new StringReader(text)).readObject();
        switch (object.getString("type")) {
            case "hello" -> greeted(object, now);
            case "batch" -> batch(object, now);
            default -> {}
        }
    }

    private synchronized void greeted(JsonObject hello, long now) {
        String room = hello.getString("epoch");
        if (lostNanos != 0) {
            boolean whole = hello.getBoolean("recovered", false);
            counts = counts.plus(new Counts(0, 0, 0, 1, whole ? 1 : 0, millis(now - lostNanos), 0));
            lostNanos = 0;
        }
        if (!room.equals(epoch)) {
            epoch = room;
            before = Map.copyOf(heard);
            seq = hello.getJsonNumber("from").longValue() - 1;
        }
    }

    private synchronized void batch(JsonObject batch, long now) {
        frames++;
        seq = batch.getJsonNumber("seq").longValue();
        List<JsonObject> runs =
                batch.containsKey("relayed") ? batch.getJsonArray("relayed").getValuesAs(JsonObject.class) : List.of();
        JsonArray items = batch.getJsonArray("items");
        long id = batch.getJsonNumber("id").longValue();
        for (JsonObject item : items.getValuesAs(JsonObject.class)) {
            id = item.containsKey("id") ? item.getJsonNumber("id").longValue() : id;
            item(item.getString("text"), id, runs, now);
            id++;
        }
        heard.merge(
                epoch, batch.containsKey("last") ? batch.getJsonNumber("last").longValue() : id - 1, Math::max);
        runs.forEach(
                run -> heard.merge(run.getString("epoch"), run.getInt("origin") + run.getInt("count") - 1L, Math::max));
        counts = counts.plus(new Counts(0, 0, batch.getInt("missed", 0), 0, 0, 0, 0));
    }

    @GuardedBy("this")
    private void item(String text, long id, List<JsonObject> runs, long now) {
        String from = epoch;
        long there = id;
        for (JsonObject run : runs) {
            int first = run.getInt("first");
            if (id >= first && id < first + run.getInt("count")) {
                from = run.getString("epoch");
                there = run.getInt("origin") + id - first;
            }
        }
        if (there <= before.getOrDefault(from, 0L)) {
            counts = counts.plus(new Counts(0, 0, 0, 0, 0, 0, 1));
            return;
        }
        String[] parts = text.split(" ", -1);
        BitSet numbers = seen.computeIfAbsent(parts[0], author -> new BitSet());
        int number = Integer.parseInt(parts[1]);
        if (numbers.get(number)) {
            counts = counts.plus(new Counts(1, 0, 0, 0, 0, 0, 0));
            return;
        }
        if (numbers.length() > number) {
            counts = counts.plus(new Counts(0, 1, 0, 0, 0, 0, 0));
        }
        numbers.set(number);
        arrived.danmaku(parts[0], firstNode, Long.parseLong(parts[2]), now);
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** The node that it was on first. */
    int firstNode() {
        return firstNode;
    }

    /** Batches that came. */
    synchronized long frames() {
        return frames;
    }

    synchronized Counts counts() {
        return counts;
    }

    /** How many of an author's danmaku it has not had, of those with these numbers. */
    synchronized long lacks(String author, BitSet numbers) {
        BitSet lacking = (BitSet) numbers.clone();
        lacking.andNot(seen.getOrDefault(author, new BitSet()));
        return lacking.cardinality();
    }

    /** The highest number of an author's that it has had, 0 for none. */
    synchronized long newest(String author) {
        return Math.max(0, seen.getOrDefault(author, new BitSet()).length() - 1);
    }

    /** An executor that waits. */
    private record CompletionLater(ScheduledExecutorService timer, long millis) implements Executor {

        static Executor of(ScheduledExecutorService timer, long millis) {
            return new CompletionLater(timer, millis);
        }

        @Override
        public void execute(Runnable task) {
            var unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
        }
    }
}
