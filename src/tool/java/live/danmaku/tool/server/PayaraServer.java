package live.danmaku.tool.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Payara Server with a domain of its own: a copy of the one it is delivered with, on other ports and on 127.0.0.1.
 *
 * <p>Copied rather than made by {@code asadmin create-domain}, which takes 20 seconds and ten ports in a row. The Java
 * process is started directly with the command line that {@code asadmin start-domain --dry-run} prints, so that it is a
 * child of this JVM and not a daemon.
 */
public final class PayaraServer extends LocalServer implements AdministeredServer {
    private static final String DOMAIN = "domain1";
    /** Ports in the delivered domain.xml, besides HTTP's 8080 and administration's 4848. */
    private static final List<Integer> OTHER_PORTS = List.of(8181, 3700, 3820, 3920, 8686, 7676, 4900, 5900, 6666);

    private final Path home;
    private final int adminPort = Ports.free();

    public PayaraServer(Path home, Instance instance) {
        super(instance);
        this.home = home;
    }

    @Override
    public String name() {
        return "Payara Server";
    }

    @Override
    public Path logFile() {
        return domain().resolve("logs/server.log");
    }

    private Path domain() {
        return instance.folder().resolve(DOMAIN);
    }

    @Override
    public void start() {
        Folders.empty(instance.folder());
        Folders.copy(home.resolve("glassfish/domains").resolve(DOMAIN), domain());
        rewrite(domain().resolve("config/domain.xml"));
        launch(command());
        process().awaitAnswer(instance.baseUri().resolve("/"), START_LIMIT, logFile());
        for (Path companion : instance.companions()) {
            asadmin("deploy", companion.toString());
        }
        deploy();
    }

    private void rewrite(Path domainXml) {
        try {
            String xml = Files.readString(domainXml)
                    .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                    .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                    // No message broker of its own, which would listen on every address; and the data grid, which the
                    // server
                    // does not start without, on this one.
                    .replace("type=\"EMBEDDED\"", "type=\"REMOTE\"")
                    .replace(
                            "admin-password=\"admin\" lazy-init=\"true\"",
                            "admin-password=\"admin\" lazy-init=\"false\"")
                    .replace(
                            "<hazelcast-runtime-configuration ",
                            "<hazelcast-runtime-configuration das-bind-address=\"127.0.0.1\" ");
            xml = withPort(withPort(xml, 8080, instance.httpPort()), 4848, adminPort);
            for (int port : OTHER_PORTS) {
                xml = withPort(xml, port, Ports.free());
            }
            StringBuilder options = new StringBuilder();
            for (String property : switches()) {
                options.append("<jvm-options>").append(property).append("</jvm-options>");
            }
            Files.writeString(domainXml, xml.replaceFirst("<jvm-options>", options + "<jvm-options>"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> switches() {
        List<String> switches = new ArrayList<>(instance.switches());
        switches.add("-Dhazelcast.socket.bind.any=false");
        return switches;
    }

    private static String withPort(String xml, int delivered, int port) {
        return xml.replace("=\"" + delivered + "\"", "=\"" + port + "\"")
                .replace(".port=" + delivered + "<", ".port=" + port + "<");
    }

    /** The lines of the dry run between its heading and the empty line are the command's words, one a line. */
    private List<String> command() {
        List<String> command = new ArrayList<>();
        for (String line : asadmin(
                        "start-domain", "--domaindir", instance.folder().toString(), "--dry-run", DOMAIN)
                .lines()
                .skip(1)
                .toList()) {
            if (line.isBlank()) {
                break;
            }
            command.add(line);
        }
        // Otherwise the process waits for passwords that asadmin would have sent.
        command.set(command.indexOf("-read-stdin") + 1, "false");
        return command;
    }

    @Override
    public void undeploy() {
        asadmin("undeploy", CONTEXT);
    }

    @Override
    public void deploy() {
        asadmin(
                "deploy",
                "--name",
                CONTEXT,
                "--contextroot",
                CONTEXT,
                instance.war().toString());
        awaitApplication();
    }

    @Override
    public void redeploy() {
        asadmin(
                "deploy",
                "--force",
                "--name",
                CONTEXT,
                "--contextroot",
                CONTEXT,
                instance.war().toString());
        awaitApplication();
    }

    @Override
    public void configure(String key, String value) {
        asadmin("set-config-property", "--source=domain", "--propertyName=" + key, "--propertyValue=" + value);
    }

    @Override
    public SortedSet<String> jndiNames() {
        return new TreeSet<>(asadmin("list-jndi-entries").lines().toList());
    }

    private String asadmin(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ServerProcess.java(),
                "-jar",
                home.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
                "--port",
                Integer.toString(adminPort)));
        command.addAll(List.of(arguments));
        return Command.run(command, Map.of());
    }
}
