package live.danmaku.it;

import static live.danmaku.it.TunedServerIT.assertTuned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Folders;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.PayaraMicro;
import live.danmaku.tool.server.PayaraServer;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.WildFly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scripts in {@code server-config}, run as an administrator runs them, on fresh servers and twice; what the servers' own tools then
 * list; and the application on what they have made.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for a Unix shell")
class ServerConfigIT {
    private static final String NOTHING = "nothing to change";

    /** What a WildFly as it is delivered warns of at every start, and of the module that viewers are written to through. */
    private static final Pattern USUAL =
            Pattern.compile("WFLYTX0013|WFLYELY00023|WFLYELY01084|WFLYSRV0018|WFLYSRV0273");

    private static final Pattern TROUBLE = Pattern.compile("\\b(?:WARN|ERROR|SEVERE)\\b");

    @Test
    void wildFly_stopped_isConfiguredOnce_andServesTheApplicationOnIt() throws IOException {
        Path base = BuildFiles.instance("it-config-wildfly-base");
        Folders.empty(base);
        Folders.copy(BuildFiles.wildFlyHome().resolve("standalone/configuration"), base.resolve("configuration"));
        Path configuration = base.resolve("configuration/standalone.xml");
        String delivered = Files.readString(configuration);
        int management = Ports.free();
        WildFlyTools tools = new WildFlyTools(base, management);

        assertThat(tools.apply("--dry-run", "danmaku.cli", "datasource.cli", "logfile.cli", "tuned.cli"))
                .contains("+                    <managed-executor-service name=\"danmaku\"")
                .contains("+            <config-source name=\"danmaku\"")
                .contains("+                <datasource jndi-name=\"java:jboss/datasources/danmaku\"")
                .contains("task-max-threads=\"256\"");
        assertThat(configuration).hasContent(delivered);

        tools.apply("--offline", "danmaku.cli", "datasource.cli", "logfile.cli", "tuned.cli");
        assertThat(tools.apply("--dry-run", "danmaku.cli", "datasource.cli", "logfile.cli", "tuned.cli"))
                .contains(NOTHING);

        Instance instance = instance("wildfly", false);
        try (AppServer server =
                new WildFly(BuildFiles.wildFlyHome(), base.resolve("configuration"), instance, management)) {
            server.start();
            assertServes(server);

            WildFlyTools running = new WildFlyTools(instance.folder(), management);
            running.user("ann", "danmaku-host");
            running.user("ann", "danmaku-host");
            assertLogsIn(server, "ann");
            assertThat(running.apply("danmaku.cli", "datasource.cli", "logfile.cli"))
                    .contains("\"result\" => \"running\"")
                    .doesNotContain("failed");
            assertThat(running.cli("--file=" + BuildFiles.serverConfig().resolve("wildfly/show.cli")))
                    .containsPattern("\"completed-task-count\" => [1-9][0-9]*L[^}]*scheduler/danmaku")
                    .containsPattern("\"completed-task-count\" => [1-9][0-9]*L[^}]*executor/danmaku")
                    .containsPattern("\"category\" => \"danmaku\"")
                    .contains("\"danmaku.datasource\" => \"java:jboss/datasources/danmaku\"")
                    .containsPattern("\"CreatedCount\" => [1-9]");
            assertThat(instance.folder().resolve("log/danmaku.log"))
                    .content()
                    .contains("what moderators do is kept in the data source");
            assertNoTrouble(server);

            running.apply("remove.cli");
            assertThat(running.apply("remove.cli")).doesNotContain("failed");
        }
    }

    /** One has the broker, one only uses it: {@link BrokersIT}, {@link ClusterIT}. */
    @ParameterizedTest
    @CsvSource({"standalone.xml, cluster-artemis.cli", "standalone-full.xml, cluster-embedded.cli cluster-artemis.cli"})
    void wildFly_isMadeANodeOfACluster_once(String configuration, String scripts) {
        Path base = BuildFiles.instance("it-config-wildfly-cluster");
        Folders.empty(base);
        Folders.copy(BuildFiles.wildFlyHome().resolve("standalone/configuration"), base.resolve("configuration"));
        WildFlyTools tools = new WildFlyTools(base, Ports.free(), configuration);

        tools.apply(words("--offline", scripts));

        assertThat(base.resolve("configuration").resolve(configuration))
                .content()
                .contains("java:/jms/danmakuCF", "danmaku.cluster.jms");
        assertThat(tools.apply(words("--dry-run", scripts))).contains(NOTHING);
    }

    private static String[] words(String option, String scripts) {
        return Stream.concat(Stream.of(option), Stream.of(scripts.split(" ", -1)))
                .toArray(String[]::new);
    }

    @Test
    void wildFly_isToldWrongly_saysWhatIsWrong() {
        WildFlyTools tools = new WildFlyTools(BuildFiles.instance("it-config-nowhere"), Ports.free());

        assertThatThrownBy(() -> tools.apply("--dry-run")).hasMessageContaining("there is no ");
        assertThatThrownBy(() -> tools.apply("--offline", "missing.cli"))
                .hasMessageContaining("there is no file missing.cli");
        assertThatThrownBy(() -> tools.user("ann", "king")).hasMessageContaining("king is no role of the application");
    }

    /** Its instance is tuned: {@code tuned.asadmin} has been loaded by the start. */
    @Test
    void payaraServer_isConfiguredOnce_andServesTheApplicationOnIt() {
        try (PayaraServer server = new PayaraServer(BuildFiles.payaraHome(), instance("payara-server", true))) {
            server.start();
            PayaraTools tools = new PayaraTools(server.adminPort());

            assertThat(tools.apply(
                            "--dry-run", "danmaku.asadmin", "logger.asadmin", "datasource.asadmin", "tuned.asadmin"))
                    .contains("create-managed-executor-service", "create-jdbc-resource")
                    .doesNotContain("max-queue-size");
            assertThat(tools.apply("danmaku.asadmin", "logger.asadmin", "datasource.asadmin", "tuned.asadmin"))
                    .doesNotContain("failed", NOTHING);
            assertThat(tools.apply("danmaku.asadmin", "logger.asadmin", "datasource.asadmin", "tuned.asadmin"))
                    .isEqualToIgnoringNewLines(NOTHING);
            tools.user("ann", "danmaku-viewer");
            tools.user("ann", "danmaku-host");

            server.redeploy();
            assertServes(server);
            assertLogsIn(server, "ann");
            tools.asadmin(
                    "set", "configs.config.server-config.monitoring-service.module-monitoring-levels.thread-pool=HIGH");
            assertThat(tools.asadmin("get", "-m", "server.applications.executorService.*"))
                    .containsPattern("danmakuScheduler.TaskCount-count = [1-9]")
                    .containsPattern("danmakuExecutor.TaskCount-count = [1-9]");
            assertThat(tools.asadmin("list-jdbc-resources")).contains("jdbc/danmaku");
            assertThat(tools.asadmin("list-log-levels")).containsPattern("danmaku\\s+<INFO>");
            assertThat(server.logFile()).content().contains("what moderators do is kept in the data source");
            assertTuned(server);

            assertThat(tools.apply("cluster-openmq.asadmin")).doesNotContain("failed", NOTHING);
            assertThat(tools.apply("cluster-openmq.asadmin")).isEqualToIgnoringNewLines(NOTHING);
            assertThat(tools.asadmin("list-connector-resources")).contains("jms/danmakuCF");

            tools.apply("remove.asadmin");
            assertThat(tools.apply("remove.asadmin")).isEqualToIgnoringNewLines(NOTHING);
        }
    }

    /** Its commands hold until it ends, and are run again at each start; what they list goes to the log. */
    @Test
    void payaraMicro_isConfiguredAtItsStart_andServesTheApplicationOnIt() {
        Path scripts = BuildFiles.serverConfig().resolve("payara");
        try (AppServer server = new PayaraMicro(BuildFiles.payaraMicroJar(), instance("payara-micro", true))
                .withScripts(List.of(scripts.resolve("danmaku.asadmin"), scripts.resolve("datasource.asadmin")))) {
            server.start();

            assertServes(server);
            assertThat(server.logFile())
                    .content()
                    .contains("what moderators do is kept in the data source")
                    .contains("concurrent/danmakuExecutor-managedThreadFactory-Thread")
                    .doesNotContain("Boot Command create-managed-executor-service failed");
            assertTuned(server);
        }
    }

    private static Instance instance(String name, boolean tuned) {
        return new Instance(
                BuildFiles.instance("it-config-" + name),
                Ports.free(),
                BuildFiles.war(),
                List.of(),
                List.of(),
                Map.of("danmaku.ticket.secrets", TestTickets.SECRET),
                tuned);
    }

    private static void assertServes(AppServer server) {
        TestViewer viewer = TestViewer.join(server.baseUri(), "configured");
        try {
            viewer.next("hello");
            viewer.post("on the administrator's executors");
            assertThat(viewer.next("batch").toString()).contains("on the administrator's executors");
        } finally {
            viewer.close();
        }
    }

    private static void assertLogsIn(AppServer server, String user) {
        String credentials = Base64.getEncoder()
                .encodeToString((user + ":" + AdministratorShell.PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(HttpApi.send(HttpRequest.newBuilder(server.baseUri().resolve("user/ticket?room=configured"))
                                .header("Authorization", "Basic " + credentials))
                        .statusCode())
                .isEqualTo(200);
    }

    private static void assertNoTrouble(AppServer server) throws IOException {
        try (Stream<String> lines = Files.lines(server.logFile())) {
            assertThat(lines.filter(line -> TROUBLE.matcher(line).find())
                            .filter(line -> !USUAL.matcher(line).find()))
                    .as("warnings in " + server.logFile())
                    .isEmpty();
        }
    }
}
