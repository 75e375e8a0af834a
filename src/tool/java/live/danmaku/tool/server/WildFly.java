package live.danmaku.tool.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * WildFly with a base folder of its own, administered through its HTTP management interface.
 *
 * <p>The Java process is started directly, as {@code bin/standalone.sh} does it: no shell in between that would have to
 * pass signals on.
 */
public final class WildFly extends LocalServer implements AdministeredServer {
    private static final String WAR = CONTEXT + ".war";
    private static final String DEPLOYMENT = "/deployment=" + WAR;

    private final Path home;
    private final Path configuration;
    private final WildFlyManagement management;
    private final Set<String> configured = new HashSet<>();
    private final List<LoginUser> users = new ArrayList<>();

    /** WildFly as it is delivered, with {@code standalone.xml}. */
    public WildFly(Path home, Instance instance) {
        this(home, home.resolve("standalone/configuration"), instance, Ports.free());
    }

    /** WildFly with {@code standalone.xml} as changed by {@code jboss-cli} scripts, kept by the first one's name. */
    public static WildFly configuredBy(List<Path> scripts, Path home, Instance instance) {
        Path folder = BuildFiles.kept()
                .resolve("wildfly-" + scripts.get(0).getFileName() + (scripts.size() == 1 ? "" : "-" + scripts.size()));
        return new WildFly(home, new WildFlyScript(home, scripts).configuration(folder), instance, Ports.free());
    }

    /** WildFly trimmed to what the WAR needs, and set up for many viewers where the instance is. */
    public static WildFly trimmed(Path home, Instance instance, int managementPort) {
        List<Path> scripts = Stream.of("run.cli", "tuned.cli")
                .limit(instance.tuned() ? 2 : 1)
                .map(BuildFiles.serverConfig().resolve("wildfly")::resolve)
                .toList();
        Path folder = BuildFiles.kept().resolve(instance.tuned() ? "wildfly-tuned" : "wildfly-run");
        return new WildFly(home, new WildFlyScript(home, scripts).configuration(folder), instance, managementPort);
    }

    /** WildFly with a copy of this configuration folder. */
    public WildFly(Path home, Path configuration, Instance instance, int managementPort) {
        super(instance);
        this.home = home;
        this.configuration = configuration;
        this.management = new WildFlyManagement(managementPort);
    }

    @Override
    public WildFly withUsers(List<LoginUser> known) {
        users.addAll(known);
        return this;
    }

    @Override
    public String name() {
        return "WildFly";
    }

    @Override
    public Path logFile() {
        return console();
    }

    @Override
    public void start() {
        Folders.empty(instance.folder());
        Folders.copy(configuration, instance.folder().resolve("configuration"));
        writeUsers(instance.folder().resolve("configuration"));
        management.enable(instance.folder().resolve("configuration"));
        placeWars(instance.folder().resolve("deployments"));
        launch(command());
        awaitApplication();
    }

    private void writeUsers(Path folder) {
        try {
            Files.write(
                    folder.resolve("application-users.properties"),
                    users.stream().map(LoginUser::wildFlyUser).toList(),
                    StandardOpenOption.APPEND);
            Files.write(
                    folder.resolve("application-roles.properties"),
                    users.stream().map(LoginUser::wildFlyRole).toList(),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void placeWars(Path deployments) {
        try {
            Files.createDirectories(deployments);
            Files.copy(instance.war(), deployments.resolve(WAR));
            for (Path companion : instance.companions()) {
                Files.copy(companion, deployments.resolve(companion.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                ServerProcess.java(),
                "-Xms64m",
                "-Xmx512m",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.awt.headless=true",
                "-Dorg.jboss.logmanager.nocolor=true",
                "-Dorg.jboss.boot.log.file=" + instance.folder().resolve("log/server.log"),
                "-Dlogging.configuration="
                        + instance.folder()
                                .resolve("configuration/logging.properties")
                                .toUri()));
        command.addAll(instance.options());
        command.addAll(instance.switches());
        command.addAll(new WildFlyModules(home).main("org.jboss.as.standalone"));
        command.addAll(List.of(
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + instance.folder(),
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.http.port=" + instance.httpPort(),
                "-Djboss.https.port=" + Ports.free(),
                "-Djboss.management.http.port=" + management.port()));
        return command;
    }

    @Override
    public void undeploy() {
        management.execute("undeploy", DEPLOYMENT, Map.of());
    }

    @Override
    public void deploy() {
        management.execute("deploy", DEPLOYMENT, Map.of());
        awaitApplication();
    }

    @Override
    public void redeploy() {
        management.execute("redeploy", DEPLOYMENT, Map.of());
        awaitApplication();
    }

    @Override
    public void add(Path archive) {
        management.add(address(archive), archive);
        awaitApplication();
    }

    @Override
    public void remove(Path archive) {
        management.execute("undeploy", address(archive), Map.of());
        management.execute("remove", address(archive), Map.of());
    }

    private static String address(Path archive) {
        return "/deployment=" + archive.getFileName();
    }

    @Override
    public void configure(String key, String value) {
        String address = "/system-property=" + key;
        if (configured.add(key)) {
            management.execute("add", address, Map.of("value", value));
        } else {
            management.execute("write-attribute", address, Map.of("name", "value", "value", value));
        }
    }

    /** Suspends the server, and returns when it is suspended or the seconds are over. */
    public void suspend(int timeoutSeconds) {
        management.execute("suspend", "/", Map.of("suspend-timeout", Integer.toString(timeoutSeconds)));
    }

    /** Puts the server back into service after {@link #suspend}. */
    public void resume() {
        management.execute("resume", "/", Map.of());
    }

    /** Has all threads for requests end that have had nothing to do for so long; WildFly keeps two, and others for a minute. */
    public void endIdleWorkers(Duration idle) {
        writeWorkerAttribute("task-core-threads", 0);
        writeWorkerAttribute("task-keepalive", idle.toMillis());
    }

    private void writeWorkerAttribute(String name, long value) {
        management.execute(
                "write-attribute", "/subsystem=io/worker=default", Map.of("name", name, "value", Long.toString(value)));
    }

    @Override
    public JmxAccess jmx() {
        return management.jmx(home.resolve("bin/client/jboss-cli-client.jar"));
    }

    @Override
    public SortedSet<String> jndiNames() {
        return JndiView.names(management.execute("jndi-view", "/subsystem=naming", Map.of()));
    }
}
