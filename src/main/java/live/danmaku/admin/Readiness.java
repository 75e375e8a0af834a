package live.danmaku.admin;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Rejected;
import live.danmaku.model.Check;
import live.danmaku.model.ClusterStatus;
import org.jspecify.annotations.Nullable;

/**
 * Says whether new viewers may be sent to this node, and what an administrator should look at although they may.
 *
 * <p>Threading: any thread; costs next to nothing, because load balancers ask often and anybody may.
 */
public final class Readiness {

    /** A timer that has not run for so long does not run: it starts every half second, and late ones are started anew after 3 s. */
    static final Duration STUCK = Duration.ofSeconds(10);

    private final NodeControl node;
    private final Supplier<Duration> sinceTimer;
    private final LiveSettings settings;
    private final Supplier<Store> store;
    private final Supplier<@Nullable ClusterStatus> cluster;

    /** What keeps mutes and rules over a restart. */
    public enum Store {
        /** None is configured. */
        NONE,
        WORKS,
        BROKEN
    }

    /**
     * @param sinceTimer how long ago the node's timer ran
     * @param store how it is with what keeps mutes and rules
     * @param cluster how this node stands among others; null where it is alone
     */
    public Readiness(
            NodeControl node,
            Supplier<Duration> sinceTimer,
            LiveSettings settings,
            Supplier<Store> store,
            Supplier<@Nullable ClusterStatus> cluster) {
        this.node = node;
        this.sinceTimer = sinceTimer;
        this.settings = settings;
        this.store = store;
        this.cluster = cluster;
    }

    /** Whether everything that is needed is as it should be. */
    public boolean isReady() {
        return checks().stream().allMatch(check -> check.up() || !check.needed());
    }

    /** Everything that was looked at. */
    public List<Check> checks() {
        return List.of(doors(), executor(), configuration(), store(), cluster());
    }

    private Check doors() {
        NodeControl.State state = node.state();
        return new Check(
                "doors", state == NodeControl.State.OPEN, true, state.name().toLowerCase(Locale.ROOT));
    }

    /** While the application server is suspended its executors may be too: the doors say so. */
    private Check executor() {
        Duration since = sinceTimer.get();
        boolean up = since.compareTo(STUCK) < 0 || node.state() != NodeControl.State.OPEN;
        return new Check("executor", up, true, up ? "the timer runs" : "no timer ran for " + since.toSeconds() + " s");
    }

    /** Names only: a value may be a secret that was written to the wrong place. */
    private Check configuration() {
        List<Rejected> rejected = settings.rejected();
        return new Check(
                "configuration",
                rejected.isEmpty(),
                false,
                rejected.isEmpty()
                        ? "all values are valid"
                        : "rejected, another value stays: "
                                + String.join(
                                        ", ",
                                        rejected.stream()
                                                .map(Rejected::property)
                                                .toList()));
    }

    /** Not needed: without the bus, rooms go on among the viewers of this node. */
    private Check cluster() {
        ClusterStatus status = cluster.get();
        if (status == null) {
            return new Check("cluster", true, false, "this node is alone");
        }
        return new Check(
                "cluster",
                status.connected(),
                false,
                status.connected()
                        ? "the bus works, other nodes: " + status.peers().size()
                        : "the bus does not work: viewers see what is posted on this node only");
    }

    private Check store() {
        return switch (store.get()) {
            case NONE -> new Check("store", true, false, "no data source is configured");
            case WORKS -> new Check("store", true, false, "the data source works");
            case BROKEN -> new Check("store", false, false, "the data source does not work: acts are kept in memory");
        };
    }
}
