package live.danmaku.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Settings;
import live.danmaku.encode.Decoder;
import live.danmaku.encode.Encoder;
import live.danmaku.endpoint.Lobby;
import live.danmaku.history.Kept;
import live.danmaku.merge.Merger;
import live.danmaku.model.CloseCode;
import live.danmaku.model.TimeSource;
import live.danmaku.room.Admission;
import live.danmaku.room.RoomContext;
import live.danmaku.room.RoomRegistry;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.Compression;
import live.danmaku.transport.FrameAudit;
import live.danmaku.transport.Heartbeat;
import live.danmaku.transport.Outbox;
import live.danmaku.transport.SocketFactory;
import live.danmaku.wire.FrameFactory;

/**
 * The whole server as one plain object: made with what it needs from outside, started once, stopped once.
 *
 * <p>Threading: {@link #start()} and {@link #stop()} from one thread; what the accessors return may be used from any.
 */
public final class DanmakuServer {

    private static final Logger LOG = System.getLogger("danmaku");
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration AUDIT = Duration.ofSeconds(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);

    private final LiveSettings settings;
    private final TimeSource time;
    private final Metrics metrics = new Metrics();
    private final FrameFactory frames;
    private final Kept kept = new Kept();
    private final Encoder encoder;
    private final Decoder decoder = new Decoder();
    private final Heartbeat heartbeat;
    private final FrameAudit audit = new FrameAudit(metrics);
    private final Compression compression;
    private final RoomRegistry registry;
    private final Admission admission;
    private final Lobby lobby;
    private final Chores chores;

    /**
     * @param settings read, and kept fresh from here on
     * @param timer runs ticks and timers; stays the caller's to shut down
     * @param fanout serves large audiences where the server's own way has no thread for that; the caller's too
     */
    public DanmakuServer(LiveSettings settings, ScheduledExecutorService timer, Executor fanout, TimeSource time) {
        this.settings = settings;
        this.time = time;
        this.compression = new Compression(settings);
        this.frames = new FrameFactory(
                settings.get().get(Key.DEFLATE_LEVEL), settings.get().get(Key.DEFLATE_MIN));
        this.encoder = new Encoder(frames);
        this.heartbeat = new Heartbeat(
                settings.get().millis(Key.HEARTBEAT),
                settings.get().millis(Key.HEARTBEAT_TIMEOUT),
                settings.get().millis(Key.VIEWER_STUCK));
        Duration beat = heartbeat.period();
        this.chores = new Chores(timer, time, beat.compareTo(SWEEP) < 0 ? beat : SWEEP);
        RoomContext context = new RoomContext(settings, time, timer, fanout, new Merger(), encoder, kept, metrics);
        Names names = new Names(time);
        this.registry = new RoomRegistry(context, names::epoch);
        this.admission = new Admission(settings, registry, chores::check);
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
                new SocketFactory(settings.get().get(Key.SENDER_NATIVE) == 1, compression),
                rules,
                decoder,
                encoder,
                metrics,
                time,
                names::guest,
                chores::check);
    }

    /** Starts the chores. Rooms work without them, but for what a container loses. */
    public void start() {
        Settings now = settings.get();
        chores.every(heartbeat.period(), "heartbeat", () -> heartbeat.beat(registry.rooms()));
        chores.every(AUDIT, "frames", () -> audit.check(registry::forEachViewer));
        chores.every(now.millis(Key.CONFIG_REFRESH), "configuration", settings::refresh);
        chores.every(SWEEP, "rooms", registry::tidy);
        chores.start();
        LOG.log(
                Level.INFO,
                "danmaku server started: window {0} ms, {1} shards a room",
                now.get(Key.WINDOW),
                now.shards());
    }

    /**
     * Stops: chores end, what was accepted leaves, every viewer is closed with a code that says "come back". Waits for slow
     * connections for a bounded time, then drops them.
     */
    public void stop() {
        chores.stop();
        Set<Outbox> leaving = ConcurrentHashMap.newKeySet();
        registry.stop(CloseCode.RESTART, leaving::add);
        int viewers = leaving.size();
        awaitEnd(leaving);
        leaving.forEach(viewer -> viewer.close(CloseCode.RESTART));
        heartbeat.abortLingering();
        encoder.close();
        compression.close();
        LOG.log(Level.INFO, "danmaku server stopped: {0} viewers closed, {1} of them late", viewers, leaving.size());
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

    public Compression compression() {
        return compression;
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

    public Lobby lobby() {
        return lobby;
    }

    /** Waits until every viewer has had its last batch and its connection is over, but not for ever. */
    private void awaitEnd(Set<Outbox> leaving) {
        long deadline = time.nanos() + STOP_PATIENCE.toNanos();
        try {
            while (!(leaving.isEmpty() && heartbeat.allEnded()) && time.nanos() < deadline) {
                leaving.removeIf(Outbox::isClosed);
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
