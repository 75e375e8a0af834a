package live.danmaku.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Settings;
import live.danmaku.encode.Decoder;
import live.danmaku.encode.Encoder;
import live.danmaku.endpoint.Lobby;
import live.danmaku.merge.Merger;
import live.danmaku.model.CloseCode;
import live.danmaku.model.TimeSource;
import live.danmaku.room.Admission;
import live.danmaku.room.RoomContext;
import live.danmaku.room.RoomRegistry;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.Heartbeat;
import live.danmaku.transport.Outbox;
import live.danmaku.transport.SocketFactory;

/**
 * The whole server as one plain object: made with what it needs from outside, started once, stopped once.
 *
 * <p>Threading: {@link #start()} and {@link #stop()} from one thread; what the accessors return may be used from any.
 */
public final class DanmakuServer {

    private static final Logger LOG = System.getLogger("danmaku");
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);

    private final LiveSettings settings;
    private final ScheduledExecutorService executor;
    private final Metrics metrics = new Metrics();
    private final Encoder encoder = new Encoder();
    private final Decoder decoder = new Decoder();
    private final Heartbeat heartbeat = new Heartbeat();
    private final RoomRegistry registry;
    private final Admission admission;
    private final Lobby lobby;
    private final List<Future<?>> timers = new ArrayList<>();

    /**
     * @param settings read, and kept fresh from here on
     * @param executor runs ticks and timers; stays the caller's to shut down
     */
    public DanmakuServer(LiveSettings settings, ScheduledExecutorService executor, TimeSource time) {
        this.settings = settings;
        this.executor = executor;
        RoomContext context = new RoomContext(settings, time, executor, new Merger(), encoder, metrics);
        Names names = new Names(time);
        this.registry = new RoomRegistry(context, names::epoch);
        this.admission = new Admission(settings, registry);
        Outbox.Rules rules = new Outbox.Rules(
                settings.get().get(Key.OUTBOX_MESSAGES), encoder::skipped, heartbeat::awaitEnd, metrics);
        this.lobby = new Lobby(
                settings,
                registry,
                admission,
                heartbeat,
                new SocketFactory(settings.get().get(Key.SENDER_NATIVE) == 1),
                rules,
                decoder,
                encoder,
                metrics,
                names::guest);
    }

    /** Starts the timers. Rooms need none to work. */
    public void start() {
        Settings now = settings.get();
        every(Heartbeat.beatPeriod(now.millis(Key.HEARTBEAT)), "heartbeat", heartbeat::beat);
        every(now.millis(Key.CONFIG_REFRESH), "configuration", settings::refresh);
        every(SWEEP, "idle rooms", registry::retireIdle);
        LOG.log(
                Level.INFO,
                "danmaku server started: window {0} ms, {1} shards a room",
                now.get(Key.WINDOW),
                now.shards());
    }

    /**
     * Stops: timers end, what was accepted leaves, every viewer is closed with a code that says "come back". Waits for
     * slow connections for a bounded time.
     */
    public void stop() {
        timers.forEach(timer -> timer.cancel(false));
        Set<Outbox> leaving = ConcurrentHashMap.newKeySet();
        registry.stop(CloseCode.RESTART, leaving::add);
        int viewers = leaving.size();
        awaitClosed(leaving);
        leaving.forEach(viewer -> viewer.abort(CloseCode.RESTART));
        heartbeat.abortLingering();
        encoder.close();
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

    public RoomRegistry registry() {
        return registry;
    }

    public Admission admission() {
        return admission;
    }

    public Lobby lobby() {
        return lobby;
    }

    private static void awaitClosed(Set<Outbox> leaving) {
        long deadline = System.nanoTime() + STOP_PATIENCE.toNanos();
        try {
            while (!leaving.isEmpty() && System.nanoTime() < deadline) {
                leaving.removeIf(Outbox::isClosed);
                if (!leaving.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Repeats a task with a guard: a scheduler silently drops a task that throws. */
    private void every(Duration period, String name, Runnable task) {
        long millis = Math.max(1, period.toMillis());
        timers.add(executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.log(Level.ERROR, name + ": failed, will be tried again", e);
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS));
    }
}
