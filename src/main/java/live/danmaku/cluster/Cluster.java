package live.danmaku.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import live.danmaku.cluster.Codec.Letter;
import live.danmaku.cluster.NodeMessage.Presence;
import live.danmaku.cluster.Outbound.Parcel;
import live.danmaku.model.ClusterStatus;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import live.danmaku.telemetry.Timing;
import org.jspecify.annotations.Nullable;

/**
 * This node among others: sends what rooms tell, takes what others tell, and listens to the parts of the rooms only that somebody
 * here watches.
 *
 * <p>Threading: any thread tells, and never waits; one thread of the container's sends; what comes is handed over on the bus'
 * threads. {@code this} guards what is subscribed to, and is a leaf.
 */
public final class Cluster implements Relay, AutoCloseable {

    private static final Logger LOG = System.getLogger("danmaku.cluster");
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_MILLIS = 500;
    private static final long COMPLAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    /**
     * What a node is called, and what it may use.
     *
     * @param node this node's name, nobody else's
     * @param shards parts of the rooms, the same on all nodes
     * @param queueBytes what may wait to be sent
     * @param presenceMillis between two words to the others that this node is there
     * @param secret what messages are signed with; null where they are not
     */
    public record Rules(
            String node,
            int shards,
            int queueBytes,
            long presenceMillis,
            @Nullable String secret) {}

    private final Rules rules;
    private final Codec codec;
    private final Outbound outbound;
    private final Peers peers;
    private final TimeSource time;
    private final Metrics metrics;
    private final Bus bus;
    private final Thread sender;
    private final Map<String, Long> complained = new ConcurrentHashMap<>();
    private volatile NodeMessage.@Nullable Receiver receiver;
    private volatile boolean closed;
    private volatile boolean wantsSanctions = true;

    /** When each part was last wanted; 0 where it is not subscribed to. */
    @GuardedBy("this")
    private final long[] wantedNanos;

    @GuardedBy("this")
    private final BitSet subscribed = new BitSet();

    /**
     * Begins to send; takes nothing before {@link #open}.
     *
     * @param bus makes the way to the broker, given who takes what comes
     * @param threads the container's
     */
    public Cluster(
            Rules rules, Function<Consumer<byte[]>, Bus> bus, ThreadFactory threads, TimeSource time, Metrics metrics) {
        this.rules = rules;
        this.codec = new Codec(new Envelope(rules.secret()));
        this.outbound = new Outbound(rules.queueBytes());
        this.peers = new Peers(time, rules.presenceMillis());
        this.time = time;
        this.metrics = metrics;
        this.wantedNanos = new long[rules.shards()];
        this.bus = bus.apply(this::received);
        this.sender = threads.newThread(this::sendAll);
    }

    /** Hands what comes over to {@code news} from here on. */
    public void open(NodeMessage.Receiver news) {
        receiver = news;
        bus.subscribe(Channel.NODES);
        sender.start();
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public void tell(NodeMessage message) {
        RoomId room = message.room();
        Channel channel = room == null ? Channel.NODES : Channel.shard(Channel.shardOf(room, rules.shards()));
        metrics.add(Counter.RELAY_DROPPED, outbound.add(new Parcel(channel, message)));
    }

    @Override
    public int viewersElsewhere(RoomId room) {
        return peers.viewers(room);
    }

    /**
     * Listens to the parts in which these rooms are, and no longer to parts in which none has been for a while.
     *
     * @param watched rooms that have viewers here
     */
    public synchronized void follow(Iterable<RoomId> watched) {
        long now = time.nanos();
        for (RoomId room : watched) {
            int shard = Channel.shardOf(room, rules.shards());
            wantedNanos[shard] = now;
            if (!subscribed.get(shard)) {
                subscribed.set(shard);
                bus.subscribe(Channel.shard(shard));
            }
        }
        for (int shard = subscribed.nextSetBit(0); shard >= 0; shard = subscribed.nextSetBit(shard + 1)) {
            if (now - wantedNanos[shard] > LINGER_NANOS) {
                subscribed.clear(shard);
                bus.unsubscribe(Channel.shard(shard));
            }
        }
        peers.tidy();
    }

    /** Tells the others that this node is there, and how many viewers it has in which rooms. */
    public void announce(Map<RoomId, Integer> viewers, int total) {
        // Somebody has answered by the second time, or there is nobody.
        tell(new Presence(viewers, total, wantsSanctions, /* leaving= */ false));
        wantsSanctions = false;
    }

    /** How this node stands among the others. */
    public ClusterStatus status() {
        int parts;
        synchronized (this) {
            parts = subscribed.cardinality();
        }
        return new ClusterStatus(rules.node(), bus.isConnected(), outbound.size(), parts, peers.totals());
    }

    /** Says good-bye, sends what waits for a bounded time, and ends the threads. */
    @Override
    public void close() {
        tell(new Presence(Map.of(), 0, /* wantsSanctions= */ false, /* leaving= */ true));
        closed = true;
        try {
            sender.join(2 * POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bus.close();
        sender.interrupt();
    }

    private void sendAll() {
        try {
            Parcel parcel = outbound.take(POLL_MILLIS);
            while (parcel != null || !closed) {
                if (parcel != null) {
                    send(parcel);
                }
                parcel = outbound.take(closed ? 1 : POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Parcel parcel) {
        try {
            byte[] bytes = codec.write(new Letter(rules.node(), time.epochMillis(), parcel.message()));
            if (bytes.length > Envelope.MAX_BYTES) {
                throw new BusException("a message of " + bytes.length + " bytes is too large");
            }
            bus.send(parcel.channel(), bytes);
            metrics.count(Counter.RELAY_SENT);
            metrics.add(Counter.RELAY_BYTES_SENT, bytes.length);
        } catch (RuntimeException e) {
            metrics.count(Counter.RELAY_DROPPED);
            complain("not sent", "what rooms here accept does not reach the other nodes: " + e.getMessage());
        }
    }

    private void received(byte[] bytes) {
        try {
            Letter letter = codec.read(bytes);
            if (letter.node().equals(rules.node())) {
                // The bus does not bring back our own: another node has our name, or somebody pretends to.
                metrics.count(Counter.RELAY_REFUSED);
                complain("our name", "a message came from a node that has this node's name, " + rules.node());
                return;
            }
            metrics.count(Counter.RELAY_RECEIVED);
            metrics.add(Counter.RELAY_BYTES_RECEIVED, bytes.length);
            long lag = peers.delay(letter.node(), letter.sentMillis());
            metrics.took(Timing.RELAY_LAG, TimeUnit.MILLISECONDS.toNanos(lag));
            take(letter);
        } catch (MalformedException e) {
            metrics.count(Counter.RELAY_REFUSED);
            complain(e.reason().name(), "a message on the bus was ignored: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            metrics.count(Counter.FAULTS);
            LOG.log(Level.ERROR, "a message of another node was not taken", e);
        }
    }

    private void take(Letter letter) {
        NodeMessage.Receiver news = receiver;
        if (letter.message() instanceof Presence presence) {
            peers.heard(letter.node(), presence);
            if (news != null && presence.wantsSanctions() && isTheOneToAnswer(letter.node())) {
                news.sanctionsWanted();
            }
        } else if (news != null) {
            letter.message().deliver(news);
        }
    }

    /** One node answers who asks all: the first by name of those that are there. */
    private boolean isTheOneToAnswer(String asking) {
        return peers.names().stream()
                .filter(name -> !name.equals(asking))
                .allMatch(name -> name.compareTo(rules.node()) > 0);
    }

    /** Once a minute for each kind: a broken broker or a foreign sender must not fill the log. */
    private void complain(String kind, String what) {
        long now = time.nanos();
        Long last = complained.get(kind);
        if (last == null || now - last > COMPLAIN_NANOS) {
            complained.put(kind, now);
            LOG.log(Level.WARNING, what);
        }
    }
}
