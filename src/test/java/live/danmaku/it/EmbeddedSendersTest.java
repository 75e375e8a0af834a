package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import live.danmaku.room.RoomRegistry;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.Backlog;
import live.danmaku.wire.FrameFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Grizzly's own way to send, Tyrus', which is left to encrypted connections, and the portable one on embedded Grizzly. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"grizzly", "tyrus", "portable"})
class EmbeddedSendersTest extends SenderContract {

    private static final Logger ROOT = Logger.getLogger("");
    private static final List<String> WARNINGS = new CopyOnWriteArrayList<>();
    private static final Handler KEEPER = new Handler() {

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                WARNINGS.add(entry.getLoggerName() + ": " + entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedServer server;

    @Parameter
    @SuppressWarnings("NullAway.Init")
    String way;

    @BeforeParameterizedClassInvocation
    static void start(String way) throws Exception {
        settings(way).forEach(System::setProperty);
        // It remembers which properties there were when it was first asked.
        ConfigProviderResolver.instance().releaseConfig(ConfigProvider.getConfig());
        server = EmbeddedServer.start(/* encrypted= */ way.equals("tyrus"));
        WARNINGS.clear();
        ROOT.addHandler(KEEPER);
    }

    @AfterParameterizedClassInvocation
    static void stop(String way) {
        ROOT.removeHandler(KEEPER);
        server.close();
        settings(way).keySet().forEach(System::clearProperty);
    }

    private static Map<String, String> settings(String way) {
        return settings(!way.equals("portable"));
    }

    @Override
    URI base() {
        return server.base();
    }

    @Override
    NodeFigures node() {
        Metrics metrics = server.bean(Metrics.class);
        List<Backlog> backlogs = new ArrayList<>();
        server.bean(RoomRegistry.class).forEachViewer(viewer -> backlogs.add(viewer.backlog()));
        int behind = backlogs.stream().mapToInt(Backlog::waiting).sum();
        return new NodeFigures(
                metrics.senders(),
                metrics.counted(),
                server.bean(FrameFactory.class).pool().bytesInUse(),
                backlogs.stream().mapToLong(Backlog::bytes).max().orElse(0),
                behind,
                metrics.frames(backlogs.stream().mapToInt(Backlog::inFlight).sum(), behind));
    }

    @Override
    String way() {
        return way;
    }

    @Override
    void assertNoWarning() {
        assertThat(WARNINGS).isEmpty();
    }
}
