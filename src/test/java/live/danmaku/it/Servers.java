package live.danmaku.it;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import live.danmaku.tool.server.AdministeredServer;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.PayaraMicro;
import live.danmaku.tool.server.PayaraServer;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.WildFly;
import org.jspecify.annotations.Nullable;

/**
 * The servers that tests run against. Each is started at most once a build, when it is first asked for, and stopped when
 * the tests' JVM ends.
 */
@SuppressWarnings("ImmutableEnumChecker") // a started server is state, and the enum is what makes it one of each
public enum Servers {
    /** As it is delivered, standalone.xml. */
    WILDFLY(instance -> new WildFly(BuildFiles.wildFlyHome(), instance), Settings.USUAL),
    PAYARA_MICRO(instance -> new PayaraMicro(BuildFiles.payaraMicroJar(), instance), Settings.USUAL),
    PAYARA_SERVER(
            instance -> new PayaraServer(BuildFiles.payaraHome(), instance).withUsers(Guarded.USERS), Settings.USUAL),

    /** Closes connections on which nothing arrives for 3 seconds, has small limits and accepts no compression. WildFly has Micrometer itself. */
    STRICT_WILDFLY(
            instance -> WildFly.configuredBy(
                    List.of(BuildFiles.project().resolve("src/test/server-config/strict.cli")),
                    BuildFiles.wildFlyHome(),
                    instance),
            Settings.STRICT),
    STRICT_PAYARA_MICRO(instance -> new PayaraMicro(BuildFiles.payaraMicroJar(), instance), Settings.STRICT),

    /**
     * Quick to tell its viewers that it lives, and to give up those who take nothing. The company's application is in the same
     * WAR.
     */
    IMPATIENT_WILDFLY(
            instance -> new WildFly(BuildFiles.wildFlyHome(), instance),
            Settings.IMPATIENT,
            HostApplication::warWithin,
            List.of()),
    IMPATIENT_PAYARA_MICRO(
            instance -> new PayaraMicro(BuildFiles.payaraMicroJar(), instance),
            Settings.IMPATIENT,
            HostApplication::warWithin,
            List.of()),

    /** Take few viewers, and few connects a second. */
    CROWDED_WILDFLY(instance -> new WildFly(BuildFiles.wildFlyHome(), instance), Settings.CROWDED),
    CROWDED_PAYARA_MICRO(instance -> new PayaraMicro(BuildFiles.payaraMicroJar(), instance), Settings.CROWDED),

    /** Close their viewers two by two when they stop. */
    DRAINED_WILDFLY(instance -> new WildFly(BuildFiles.wildFlyHome(), instance), Settings.DRAINED),
    DRAINED_PAYARA_SERVER(instance -> new PayaraServer(BuildFiles.payaraHome(), instance), Settings.DRAINED),

    /**
     * Has never had a viewer. Payara's threads keep request objects for use again, with the connection that came out of each, and
     * so the application of that time, until they do.
     */
    REDEPLOYED_PAYARA_SERVER(
            instance -> new PayaraServer(BuildFiles.payaraHome(), instance).withUsers(Guarded.USERS), Settings.USUAL),

    /**
     * Ask who comes and trust a proxy; as strict with people as they come, with word lists, and beside an application that
     * moderates.
     */
    GUARDED_WILDFLY(
            instance -> new WildFly(BuildFiles.wildFlyHome(), instance).withUsers(Guarded.USERS),
            Settings.GUARDED,
            BuildFiles::war,
            List.of(HostApplication::war, HostApplication::moderator)),
    GUARDED_PAYARA_MICRO(
            instance -> new PayaraMicro(BuildFiles.payaraMicroJar(), instance).withUsers(Guarded.USERS),
            Settings.GUARDED,
            BuildFiles::war,
            List.of(HostApplication::war, HostApplication::moderator)),

    /** Set up for {@link SenderContract}, with each way to send. */
    SENDERS_WILDFLY(instance -> new WildFly(BuildFiles.wildFlyHome(), instance), SenderContract.settings(true)),
    SENDERS_WILDFLY_PORTABLE(
            instance -> new WildFly(BuildFiles.wildFlyHome(), instance), SenderContract.settings(false)),
    SENDERS_PAYARA_MICRO(
            instance -> new PayaraMicro(BuildFiles.payaraMicroJar(), instance), SenderContract.settings(true)),
    SENDERS_PAYARA_MICRO_TLS(
            instance -> PayaraMicro.withTls(BuildFiles.payaraMicroJar(), instance), SenderContract.settings(true)),
    SENDERS_PAYARA_MICRO_PORTABLE(
            instance -> new PayaraMicro(BuildFiles.payaraMicroJar(), instance), SenderContract.settings(false));

    /** A room that keeps its batches for a second only, on the servers with the usual settings. */
    static final String FORGETFUL_ROOM = "forgetful";

    private final Function<Instance, AppServer> product;
    private final Map<String, String> settings;
    private final Supplier<Path> application;
    private final List<Supplier<Path>> companions;
    private @Nullable AppServer started;
    private @Nullable RuntimeException failure;
    private @Nullable LogWatch log;

    /** With the WAR as it is delivered, and an application beside it. */
    Servers(Function<Instance, AppServer> product, Map<String, String> settings) {
        this(product, settings, BuildFiles::war, List.of(HostApplication::war));
    }

    Servers(
            Function<Instance, AppServer> product,
            Map<String, String> settings,
            Supplier<Path> application,
            List<Supplier<Path>> companions) {
        this.product = product;
        this.settings = settings;
        this.application = application;
        this.companions = companions;
    }

    /** A started server with the WAR for any test class that needs one and does not care which. */
    public static AppServer shared() {
        return WILDFLY.server();
    }

    /** This server, started. A start that failed fails every caller at once, instead of being tried again. */
    public synchronized AppServer server() {
        if (failure != null) {
            throw failure;
        }
        if (started == null) {
            try {
                started = start();
                log = new LogWatch(started.logFile());
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return started;
    }

    /** Stops a server that no other test class asks for. */
    synchronized void stop() {
        if (started != null) {
            started.close();
            started = null;
        }
    }

    /** The servers that run now. */
    static List<AppServer> running() {
        return Arrays.stream(values())
                .map(Servers::started)
                .flatMap(Optional::stream)
                .toList();
    }

    synchronized boolean isRunning() {
        return started != null;
    }

    private synchronized Optional<AppServer> started() {
        return Optional.ofNullable(started);
    }

    /** This server, if it can be administered while it runs. */
    AdministeredServer administered() {
        return (AdministeredServer) server();
    }

    /** What the server has logged since its start. */
    synchronized LogWatch log() {
        if (log == null) {
            throw new IllegalStateException(this + " is not started");
        }
        return log;
    }

    private AppServer start() {
        AppServer server = product.apply(new Instance(
                BuildFiles.instance("it-" + name()),
                Ports.free(),
                application.get(),
                companions.stream().map(Supplier::get).toList(),
                settings));
        server.start();
        return server;
    }

    /** The application's configuration. */
    private static final class Settings {
        static final Map<String, String> USUAL = usual();
        static final Map<String, String> STRICT = strict();
        static final Map<String, String> IMPATIENT = Map.of(
                Instance.LIMITS,
                "false",
                "danmaku.heartbeat",
                "1000",
                "danmaku.heartbeat.timeout",
                "6000",
                "danmaku.viewer.stuck",
                "2000",
                "danmaku.outbox.bytes",
                "65536",
                "danmaku.text.max",
                "2000",
                "danmaku.window",
                "100");
        static final Map<String, String> CROWDED = Map.of(
                "danmaku.room.viewers", "2",
                "danmaku.rooms.large.viewers", "3",
                "danmaku.address.viewers", "4",
                "danmaku.viewers", "6",
                "danmaku.connects", "50",
                "danmaku.connects.burst", "30");
        static final Map<String, String> DRAINED = Map.of(
                Instance.LIMITS,
                "false",
                "danmaku.drain.group",
                "2",
                "danmaku.drain.interval",
                "300",
                "danmaku.drain.spread",
                "6000");

        static final Map<String, String> GUARDED = guarded();

        private static Map<String, String> guarded() {
            Path words =
                    BuildFiles.project().resolve("src/test/server-config/words").toAbsolutePath();
            Map<String, String> settings = new HashMap<>(Guarded.settings());
            settings.put("danmaku.config.refresh", "500");
            settings.put("danmaku.window", "200");
            settings.put("danmaku.post.strikes", Integer.toString(LimitsIT.STRIKES));
            settings.put("danmaku.rooms." + LimitsIT.SLOW_ROOM + ".slow", "60000");
            settings.put("danmaku.words.reject", words.resolve("reject.txt").toString());
            settings.put("danmaku.words.mask", words.resolve("mask.txt").toString());
            settings.put("danmaku.patterns", words.resolve("patterns.txt").toString());
            return Map.copyOf(settings);
        }

        private static Map<String, String> usual() {
            Map<String, String> settings = new HashMap<>(ThinningIT.settings());
            settings.put("danmaku.config.refresh", "500");
            settings.put(Instance.LIMITS, "false");
            settings.put("danmaku.text.emoji", "100");
            settings.put("danmaku.ticket.secrets", TestTickets.SECRET);
            // The server's own default: ExampleDS on WildFly, jdbc/__default on Payara.
            settings.put("danmaku.datasource", "java:comp/DefaultDataSource");
            settings.put("danmaku.rooms." + FORGETFUL_ROOM + ".history", "1000");
            return Map.copyOf(settings);
        }

        private static Map<String, String> strict() {
            Map<String, String> settings = new HashMap<>(USUAL);
            settings.put("danmaku.heartbeat", "1000");
            settings.put("danmaku.history", "1000");
            settings.put("danmaku.heartbeat.timeout", "2000");
            settings.put("danmaku.deflate", "0");
            settings.put("danmaku.window", "5000");
            settings.put("danmaku.room.queue", "100");
            settings.put("danmaku.room.idle", "1000");
            settings.put("danmaku.rooms.max", "40");
            return Map.copyOf(settings);
        }
    }
}
