package live.danmaku.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import live.danmaku.cluster.Bus;
import live.danmaku.cluster.Cluster;
import live.danmaku.cluster.NodeMessage.Presence;
import live.danmaku.cluster.Relay;
import live.danmaku.cluster.jms.JmsBus;
import live.danmaku.cluster.nats.NatsBus;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Settings;
import live.danmaku.config.TextKey;
import live.danmaku.model.ClusterStatus;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.room.OtherNodes;
import live.danmaku.room.Room;
import live.danmaku.room.RoomRegistry;
import live.danmaku.telemetry.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * This node among others, where a bus is configured; else nothing.
 *
 * <p>Threading: opened and closed once; then any thread.
 */
final class Nodes implements AutoCloseable {

    private static final Logger LOG = System.getLogger("danmaku.cluster");
    private static final String USUAL_PREFIX = "danmaku";

    private final @Nullable Cluster cluster;

    private Nodes(@Nullable Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What the settings say. Where what they say of a bus is not valid, or of its secret, or where they name two, an {@link
     * IllegalStateException} says so and the deployment fails.
     *
     * @param threads the container's
     * @param usualName this node's name where none is set
     */
    static Nodes configured(
            LiveSettings live,
            Supplier<ThreadFactory> threads,
            TimeSource time,
            Metrics metrics,
            Supplier<String> usualName) {
        Settings settings = live.get();
        requireValid(live, TextKey.CLUSTER_JMS);
        requireValid(live, TextKey.CLUSTER_NATS);
        if (settings.text(TextKey.CLUSTER_JMS).isEmpty()
                && settings.text(TextKey.CLUSTER_NATS).isEmpty()) {
            return new Nodes(null);
        }
        requireOneBus(settings);
        // Without the secret that somebody meant it to have, the node would believe anybody.
        requireValid(live, TextKey.CLUSTER_SECRET);
        String node = orElse(settings.text(TextKey.CLUSTER_NODE), usualName);
        String prefix = orElse(settings.text(TextKey.CLUSTER_TOPIC), () -> USUAL_PREFIX);
        ThreadFactory made = threads.get();
        return new Nodes(new Cluster(rules(settings, node), bus(settings, prefix, node, made), made, time, metrics));
    }

    /** A node that silently stands alone, or believes anybody, is worse than a deployment that fails. */
    private static void requireValid(LiveSettings live, TextKey key) {
        if (live.rejected().stream().anyMatch(rejected -> rejected.property().equals(key.property()))) {
            throw new IllegalStateException(key.property() + " is not valid: " + key.rule() + " is needed");
        }
    }

    private static void requireOneBus(Settings settings) {
        if (!settings.text(TextKey.CLUSTER_JMS).isEmpty()
                && !settings.text(TextKey.CLUSTER_NATS).isEmpty()) {
            throw new IllegalStateException("nodes share their rooms over one bus, but both "
                    + TextKey.CLUSTER_JMS.property() + " and " + TextKey.CLUSTER_NATS.property() + " are set");
        }
    }

    private static Function<Consumer<byte[]>, Bus> bus(
            Settings settings, String prefix, String node, ThreadFactory threads) {
        String factory = settings.text(TextKey.CLUSTER_JMS);
        if (!factory.isEmpty()) {
            return receiver -> jms(factory, prefix, node, threads, receiver);
        }
        NatsBus.Login login = new NatsBus.Login(
                TextKey.parts(settings.text(TextKey.CLUSTER_NATS)),
                settings.text(TextKey.CLUSTER_NATS_USER),
                settings.text(TextKey.CLUSTER_NATS_PASSWORD));
        return receiver -> new NatsBus(login, prefix, node, threads, receiver);
    }

    /** Loaded only where it is used: the server may not have the API that it needs. */
    private static Bus jms(
            String factory, String prefix, String node, ThreadFactory threads, Consumer<byte[]> receiver) {
        try {
            return new JmsBus(factory, prefix, node, threads, receiver);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    TextKey.CLUSTER_JMS.property() + " is set, but this server has no Jakarta Messaging", e);
        }
    }

    private static Cluster.Rules rules(Settings settings, String node) {
        List<String> secrets = TextKey.parts(settings.text(TextKey.CLUSTER_SECRET));
        return new Cluster.Rules(
                node,
                settings.get(Key.CLUSTER_SHARDS),
                settings.get(Key.CLUSTER_QUEUE),
                settings.get(Key.CLUSTER_PRESENCE),
                secrets.isEmpty() ? null : secrets.get(0));
    }

    private static String orElse(String set, Supplier<String> usual) {
        return set.isEmpty() ? usual.get() : set;
    }

    /** The way to the others. */
    Relay relay() {
        return cluster == null ? Relay.NONE : cluster;
    }

    /** Joins the others. */
    void open(OtherNodes news) {
        if (cluster != null) {
            cluster.open(news);
            LOG.log(Level.INFO, "node {0} of a cluster", cluster.status().node());
        }
    }

    /** Listens to what is watched here, and no more. */
    void follow(RoomRegistry registry) {
        if (cluster != null) {
            cluster.follow(() -> registry.rooms().stream()
                    .filter(room -> room.online() > 0)
                    .map(Room::id)
                    .iterator());
        }
    }

    /** Tells the others how many viewers there are here. */
    void announce(RoomRegistry registry) {
        if (cluster != null) {
            Map<RoomId, Integer> viewers = new LinkedHashMap<>();
            registry.rooms().stream()
                    .map(room -> Map.entry(room.id(), room.online()))
                    .filter(one -> one.getValue() > 0)
                    .sorted(Map.Entry.<RoomId, Integer>comparingByValue(Comparator.reverseOrder()))
                    .limit(Presence.MAX)
                    .forEach(one -> viewers.put(one.getKey(), one.getValue()));
            cluster.announce(viewers, registry.viewers());
        }
    }

    /** How this node stands among others; null where there are none. */
    @Nullable
    ClusterStatus status() {
        return cluster == null ? null : cluster.status();
    }

    @Override
    public void close() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
