package live.danmaku.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import live.danmaku.admin.Figures;
import live.danmaku.admin.NodeControl;
import live.danmaku.admin.Operations;
import live.danmaku.admin.Readiness;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Settings;
import live.danmaku.dashboard.DashboardJson;
import live.danmaku.dashboard.Push;
import live.danmaku.dashboard.ServerGlance;
import live.danmaku.encode.Decoder;
import live.danmaku.encode.Encoder;
import live.danmaku.endpoint.Lobby;
import live.danmaku.endpoint.Renewals;
import live.danmaku.gate.ListenerGate;
import live.danmaku.gate.ModeratorGate;
import live.danmaku.history.Kept;
import live.danmaku.identity.Identities;
import live.danmaku.identity.KeyRing;
import live.danmaku.identity.TicketIssuer;
import live.danmaku.identity.Tickets;
import live.danmaku.merge.Merger;
import live.danmaku.metrics.Sources;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.TimeSource;
import live.danmaku.moderation.HeldPosts;
import live.danmaku.moderation.PostLimits;
import live.danmaku.moderation.TextModeration;
import live.danmaku.moderation.WordLists;
import live.danmaku.room.Admission;
import live.danmaku.room.Drain;
import live.danmaku.room.Moderation;
import live.danmaku.room.OtherNodes;
import live.danmaku.room.RoomContext;
import live.danmaku.room.RoomRegistry;
import live.danmaku.sanction.AuditEntry;
import live.danmaku.sanction.AuditTrail;
import live.danmaku.sanction.SanctionKey;
import live.danmaku.sanction.SanctionStore;
import live.danmaku.sanction.Sanctions;
import live.danmaku.store.Connections;
import live.danmaku.store.JdbcStore;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.Compression;
import live.danmaku.transport.FrameAudit;
import live.danmaku.transport.Heartbeat;
import live.danmaku.transport.Outbox;
import live.danmaku.transport.SocketFactory;
import live.danmaku.transport.deflate.Inflation;
import live.danmaku.wire.FrameFactory;
import org.jspecify.annotations.Nullable;

/**
 * The whole server as one plain object: made with what it needs from outside, started once, suspended
 * and resumed with the application server, stopped once.
 *
 * <p>Threading: any thread; starting, suspending, resuming and stopping come one after another.
 */
public final class DanmakuServer implements NodeControl {

    private static final Logger LOG = System.getLogger("danmaku");
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration FORGET = Duration.ofSeconds(1);
    private static final Duration TICKETS = Duration.ofSeconds(1);
    private static final Duration AUDIT = Duration.ofSeconds(10);
    private static final Duration BEANS = Duration.ofSeconds(5);
    private static final Duration KEEPING = Duration.ofSeconds(5);

    /** How long a start waits for the data source. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long a stop waits for applications that are told what happened. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final LiveSettings settings;
    private final TimeSource time;
    private final Metrics metrics = new Metrics();
    private final FrameFactory frames;
    private final Kept kept = new Kept();
    private final Encoder encoder;
    private final Decoder decoder = new Decoder();
    private final Heartbeat heartbeat;
    private final FrameAudit audit = new FrameAudit(metrics);
    private final Inflation inflation;
    private final RoomRegistry registry;
    private final Sanctions sanctions;
    private final AuditTrail trail;
    private final @Nullable JdbcStore store;
    private final PostLimits limits;
    private final TextModeration texts;
    private final ListFiles lists;
    private final ModeratorGate moderator;
    private final ListenerGate listeners;
    private final HeldPosts held;
    private final LimitsWatch watch = new LimitsWatch();
    private final Admission admission;
    private final Moderation moderation;
    private final KeyRing keyRing;
    private final Tickets tickets;
    private final Identities identities;
    private final Renewals renewals;
    private final Lobby lobby;
    private final Nodes nodes;
    private final Drain drain;
    private final Chores chores;
    private final Administration administration;
    private final Push push;
    private final DashboardJson dashboardJson = new DashboardJson();
    private final Object reading = new Object();

    @GuardedBy("this")
    private boolean running;

    @GuardedBy("this")
    private boolean suspended;

    @GuardedBy("this")
    private boolean drained;

    /** What the three above say, for who does not want to wait for the end of a drain. */
    private volatile State state = State.STOPPED;

    /**
     * @param settings read, and kept fresh from here on
     * @param timer runs ticks and timers; stays the caller's to shut down
     * @param fanout serves large audiences where the server's own way has no thread for that, and uses the database; the
     *     caller's too
     * @param threads makes threads for a bus, if there is one
     * @param database keeps what moderators do; null where nothing does
     * @param contextPath the application's path, by which its MBeans are told from those of another deployment
     */
    public DanmakuServer(
            LiveSettings settings,
            ScheduledExecutorService timer,
            Executor fanout,
            Supplier<ThreadFactory> threads,
            @Nullable Connections database,
            TimeSource time,
            String contextPath) {
        this.settings = settings;
        this.inflation = new Inflation(() -> settings.get().get(Key.MESSAGE_MAX));
        this.frames = new FrameFactory(
                settings.get().get(Key.DEFLATE_LEVEL), settings.get().get(Key.DEFLATE_MIN));
        this.encoder = new Encoder(frames);
        this.heartbeat = new Heartbeat(
                settings.get().millis(Key.HEARTBEAT),
                settings.get().millis(Key.HEARTBEAT_TIMEOUT),
                settings.get().millis(Key.VIEWER_STUCK));
        Duration beat = heartbeat.period();
        this.chores = new Chores(timer, time, beat.compareTo(SWEEP) < 0 ? beat : SWEEP);
        this.sanctions = new Sanctions(time);
        this.store = database == null
                ? null
                : new JdbcStore(
                        sanctions, database, chores.behind(fanout), time, metrics, this::follow, this::readBack);
        this.listeners = new ListenerGate(fanout, time, metrics);
        Names names = new Names(time);
        this.nodes = Nodes.configured(settings, threads, time, metrics, names::epoch);
        RoomContext context = new RoomContext(
                settings,
                time,
                timer,
                fanout,
                new Merger(),
                encoder,
                kept,
                sanctions,
                metrics,
                listeners,
                nodes.relay());
        this.registry = new RoomRegistry(context, names::epoch);
        this.drain =
                new Drain(settings, registry, heartbeat, time, pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
        this.limits = new PostLimits(settings, time);
        WordLists words = new WordLists();
        this.texts = new TextModeration(settings, words, time);
        this.lists = new ListFiles(settings, words);
        this.moderator = new ModeratorGate(settings, fanout, time, metrics);
        this.held = new HeldPosts(settings, time, metrics);
        this.admission = new Admission(settings, registry, sanctions, limits, texts, moderator, held, chores::check);
        SanctionStore keeper = OtherNodes.telling(
                listeners.telling(store == null ? SanctionStore.NONE : store), sanctions, nodes.relay());
        this.trail = new AuditTrail(keeper, time);
        this.moderation = new Moderation(registry, admission, sanctions, keeper, trail, time, metrics);
        this.keyRing = new KeyRing(settings);
        this.tickets = new Tickets(settings, keyRing, time);
        this.identities = new Identities(settings, tickets);
        this.renewals = new Renewals(settings, time);
        this.time = time;
        Outbox.Rules rules = new Outbox.Rules(
                settings.get().get(Key.OUTBOX_MESSAGES),
                settings.get().get(Key.OUTBOX_BYTES),
                encoder::skipped,
                heartbeat::awaitEnd,
                time,
                metrics);
        this.lobby = new Lobby(
                settings,
                registry,
                admission,
                moderation,
                identities,
                renewals,
                new SocketFactory(settings.get().get(Key.SENDER_NATIVE) == 1, new Compression(settings, inflation)),
                rules,
                decoder,
                encoder,
                metrics,
                time,
                names::guest,
                chores::check);
        Readiness readiness = new Readiness(this, this::sinceTimer, settings, this::storeState, nodes::status);
        Sources sources = new Sources(
                new Figures(registry, metrics, frames, kept, nodes::status),
                metrics,
                frames.compressor(),
                new TreeMap<>(Map.of("review", held::size, "store", () -> store == null ? 0 : store.waiting())),
                readiness::isReady,
                settings);
        Operations operations = new Operations(settings, moderation, trail, this);
        this.administration = new Administration(contextPath, sources, operations, readiness, decoder);
        this.push = new Push(new ServerGlance(sources.figures(), operations, moderation, encoder, time), fanout, time);
    }

    /** Whoever asks is a sign of life, which starts a timer again that a container has lost. */
    private Duration sinceTimer() {
        Duration since = chores.sincePulse();
        chores.check();
        return since;
    }

    private Readiness.Store storeState() {
        if (store == null) {
            return Readiness.Store.NONE;
        }
        return store.isDurable() ? Readiness.Store.WORKS : Readiness.Store.BROKEN;
    }

    /** Starts the chores. Rooms work without them, but for what a container loses. */
    public synchronized void start() {
        Settings now = settings.get();
        running = true;
        state = State.OPEN;
        chores.every(heartbeat.period(), "heartbeat", () -> heartbeat.beat(registry.rooms()));
        chores.every(AUDIT, "frames", () -> audit.check(registry::forEachViewer));
        lists.refresh();
        watch.check(now);
        chores.every(now.millis(Key.CONFIG_REFRESH), "configuration", this::reload);
        chores.every(TICKETS, "tickets", renewals::check);
        chores.every(SWEEP, "rooms", registry::tidy);
        chores.every(KEEPING, "sanctions", sanctions::tidy);
        chores.every(FORGET, "limits", this::forget);
        administration.open();
        chores.every(BEANS, "MBeans", administration::refresh);
        moderator.refresh();
        chores.every(FORGET, "moderator", moderator::refresh);
        chores.every(Push.PERIOD, "admin pages", push::tick);
        listeners.refresh();
        chores.every(FORGET, "listeners", listeners::refresh);
        openStore();
        nodes.open(new OtherNodes(registry, moderation, sanctions, nodes.relay(), metrics));
        nodes.announce(registry);
        chores.every(SWEEP, "parts of the cluster", () -> nodes.follow(registry));
        chores.every(now.millis(Key.CLUSTER_PRESENCE), "presence", () -> nodes.announce(registry));
        chores.start();
        LOG.log(
                Level.INFO,
                "danmaku server started: window {0} ms, {1} shards a room",
                now.get(Key.WINDOW),
                now.shards());
    }

    @Override
    public void reload() {
        synchronized (reading) {
            settings.refresh();
            keyRing.refresh();
            lists.refresh();
            watch.check(settings.get());
        }
    }

    private void forget() {
        limits.tidy();
        tickets.tidy();
        texts.tidy();
        held.tidy();
    }

    private void follow(List<SanctionKey> loaded) {
        moderation.follow(loaded);
    }

    private void readBack(List<AuditEntry> acts) {
        trail.follow(acts);
    }

    private void openStore() {
        if (store == null) {
            LOG.log(
                    Level.INFO,
                    "no data source is configured: what moderators lay down, and the record of it, ends with this deployment");
        } else {
            store.open(PATIENCE);
            chores.every(KEEPING, "data source", store::flush);
        }
    }

    /**
     * Empties the node because the whole application server is being suspended: what was accepted leaves, every viewer is
     * closed with a code that says "come back", nobody is let in before {@link #resume()}. Blocks until that is done, for a
     * bounded time.
     */
    public synchronized void suspend() {
        if (running && !suspended) {
            suspended = true;
            state = State.SUSPENDED;
            // Where the server suspends its executors too, it would complain of a timer.
            chores.stop();
            push.suspend();
            empty("suspended");
        }
    }

    /** Takes viewers and danmaku again after {@link #suspend()}, unless an operator has drained the node. */
    public synchronized void resume() {
        if (running && suspended) {
            suspended = false;
            chores.start();
            push.resume();
            openIfNothingIsAgainstIt();
        }
    }

    @Override
    public synchronized Drain.Outcome drain() {
        if (!running || suspended) {
            throw new Refusal(ErrorCode.UNAVAILABLE, "the node is " + (running ? "suspended" : "stopped"));
        }
        drained = true;
        state = State.DRAINED;
        return empty("drained");
    }

    @Override
    public synchronized boolean open() {
        drained = false;
        openIfNothingIsAgainstIt();
        return registry.isOpen();
    }

    @Override
    public State state() {
        return state;
    }

    @GuardedBy("this")
    private void openIfNothingIsAgainstIt() {
        if (running && !suspended) {
            state = drained ? State.DRAINED : State.OPEN;
            if (!drained && !registry.isOpen()) {
                registry.open();
                LOG.log(Level.INFO, "danmaku server resumed");
            }
        }
    }

    /**
     * Stops for good: chores end, what was accepted leaves, every viewer is closed with a code that says "come back". Waits
     * for slow connections for a bounded time, then drops them.
     */
    public synchronized void stop() {
        running = false;
        state = State.STOPPED;
        chores.stop();
        push.suspend();
        empty("stopped");
        nodes.close();
        listeners.close(LAST_WORDS);
        if (store != null) {
            store.close(PATIENCE);
        }
        administration.close();
        encoder.close();
        dashboardJson.close();
        inflation.close();
    }

    private Drain.Outcome empty(String end) {
        Drain.Outcome outcome = drain.run();
        LOG.log(
                Level.INFO,
                "danmaku server {0}: {1} viewers closed, {2} of them late",
                end,
                outcome.viewers(),
                outcome.late());
        return outcome;
    }

    /** What administrators see and use. */
    Administration administration() {
        return administration;
    }

    /** What tells admin pages how the server is. */
    Push push() {
        return push;
    }

    /** What writes for admin pages. */
    DashboardJson dashboardJson() {
        return dashboardJson;
    }

    public LiveSettings settings() {
        return settings;
    }

    public Metrics metrics() {
        return metrics;
    }

    public Encoder encoder() {
        return encoder;
    }

    public Decoder decoder() {
        return decoder;
    }

    public Inflation inflation() {
        return inflation;
    }

    public FrameFactory frames() {
        return frames;
    }

    public Kept kept() {
        return kept;
    }

    public RoomRegistry registry() {
        return registry;
    }

    public Admission admission() {
        return admission;
    }

    public Moderation moderation() {
        return moderation;
    }

    public Identities identities() {
        return identities;
    }

    /** Issues tickets that this server takes. */
    public TicketIssuer issuer() {
        return new TicketIssuer(settings, keyRing, time);
    }

    public Lobby lobby() {
        return lobby;
    }
}
