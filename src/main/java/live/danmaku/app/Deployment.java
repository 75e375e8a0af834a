package live.danmaku.app;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.util.Objects;
import live.danmaku.admin.Figures;
import live.danmaku.admin.Operations;
import live.danmaku.admin.Readiness;
import live.danmaku.config.LiveSettings;
import live.danmaku.dashboard.DashboardJson;
import live.danmaku.dashboard.Push;
import live.danmaku.encode.Decoder;
import live.danmaku.encode.Encoder;
import live.danmaku.endpoint.Lobby;
import live.danmaku.gate.EventGate;
import live.danmaku.history.Kept;
import live.danmaku.identity.Identities;
import live.danmaku.identity.Origins;
import live.danmaku.identity.Proxies;
import live.danmaku.identity.TicketIssuer;
import live.danmaku.metrics.Exposition;
import live.danmaku.model.TimeSource;
import live.danmaku.room.Admission;
import live.danmaku.room.Moderation;
import live.danmaku.room.RoomRegistry;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.deflate.Inflation;
import live.danmaku.wire.FrameFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The server's CDI shell: starts it with the application, hands out its parts, and stops it with the application.
 *
 * <p>Threading: started and stopped by the container; {@link #stop()} may come twice and from two threads, because
 * containers differ in what they announce first.
 */
@ApplicationScoped
public class Deployment {

    @Inject
    ManagedExecutors executors;

    private @Nullable DanmakuServer server;
    private @Nullable EventGate gate;
    private @Nullable ServerSuspension suspension;

    synchronized void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        LiveSettings settings = new LiveSettings(new MicroProfileSource(ConfigProvider.getConfig()));
        DanmakuServer started = new DanmakuServer(
                settings,
                executors.timer(),
                executors.fanout(),
                executors::threads,
                DataSources.configured(settings.get()).orElse(null),
                TimeSource.system(),
                event instanceof ServletContext context ? context.getContextPath() : "danmaku");
        started.start();
        server = started;
        HealthExtension.tell(readiness());
        gate = new EventGate(started.admission(), started.metrics());
        gate.open();
        suspension = new ServerSuspension(started::suspend, started::resume);
        suspension.open();
    }

    /** Stops the server; a second call has no effect. */
    @PreDestroy
    synchronized void stop() {
        if (gate != null && suspension != null) {
            HealthExtension.tell(null);
            suspension.close();
            gate.close();
            gate = null;
            server().stop();
        }
    }

    @Produces
    Figures figures() {
        return server().administration().figures();
    }

    @Produces
    Operations operations() {
        return server().administration().operations();
    }

    @Produces
    Readiness readiness() {
        return server().administration().readiness();
    }

    @Produces
    Exposition exposition() {
        return server().administration().exposition();
    }

    @Produces
    Push push() {
        return server().push();
    }

    @Produces
    DashboardJson dashboardJson() {
        return server().dashboardJson();
    }

    @Produces
    Lobby lobby() {
        return server().lobby();
    }

    @Produces
    LiveSettings settings() {
        return server().settings();
    }

    @Produces
    Metrics metrics() {
        return server().metrics();
    }

    @Produces
    Inflation inflation() {
        return server().inflation();
    }

    @Produces
    FrameFactory frames() {
        return server().frames();
    }

    @Produces
    Kept kept() {
        return server().kept();
    }

    @Produces
    Encoder encoder() {
        return server().encoder();
    }

    @Produces
    Decoder decoder() {
        return server().decoder();
    }

    @Produces
    RoomRegistry registry() {
        return server().registry();
    }

    @Produces
    Admission admission() {
        return server().admission();
    }

    @Produces
    Moderation moderation() {
        return server().moderation();
    }

    @Produces
    Identities identities() {
        return server().identities();
    }

    @Produces
    TicketIssuer issuer() {
        return server().issuer();
    }

    @Produces
    Origins origins() {
        return new Origins(server().settings());
    }

    @Produces
    Proxies proxies() {
        return new Proxies(server().settings());
    }

    private DanmakuServer server() {
        return Objects.requireNonNull(server, "not started");
    }
}
