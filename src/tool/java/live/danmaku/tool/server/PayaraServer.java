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
    private static final String MAIN = "com.sun.enterprise.glassfish.bootstrap.ASMain";

    private final Path home;
    private final int adminPort = Ports.free();
    private final int jmxPort = Ports.free();
    private final List<LoginUser> users = new ArrayList<>();

    public PayaraServer(Path home, Instance instance) {
        super(instance);
        this.home = home;
    }

    /** Where {@code asadmin} finds it. */
    public int adminPort() {
        return adminPort;
    }

    @Override
    public PayaraServer withUsers(List<LoginUser> known) {
        users.addAll(known);
        return this;
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
        writeDomain(domain().resolve("config/domain.xml"));
        launch(command());
        process().awaitAnswer(instance.baseUri().resolve("/"), START_LIMIT, logFile());
        process().awaitPort(adminPort, START_LIMIT, logFile());
        if (instance.tuned()) {
            asadmin("multimode", "--file", BuildFiles.payaraTuning().toString());
        }
        // Payara keeps values for a minute, for as long as it was told when an application was deployed; whoever
        // changes one
        // here wants to see it sooner.
        asadmin("set-config-cache", "--duration=1");
        users.forEach(this::create);
        for (Path companion : instance.companions()) {
            asadmin("deploy", companion.toString());
        }
        deployFirst();
    }

    /** A Payara that has just started may refuse once, when the thread that deploys has no class loader yet. */
    private void deployFirst() {
        try {
            deploy();
        } catch (ServerFailure e) {
            if (!String.valueOf(e.getMessage()).contains("SecurityLifecycleException")) {
                throw e;
            }
            deploy();
        }
    }

    private void create(LoginUser user) {
        try {
            String password = user.payaraPassword(instance.folder()).toString();
            asadmin("--passwordfile", password, "create-file-user", "--groups", user.role(), user.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeDomain(Path file) {
        try {
            String delivered = Files.readString(file);
            Files.writeString(file, PayaraDomain.rewrite(delivered, instance, adminPort, jmxPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        command.addAll(command.indexOf(MAIN), instance.options());
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
    public void add(Path archive) {
        asadmin("deploy", archive.toString());
        awaitApplication();
    }

    /** The name is the file's without its extension. */
    @Override
    public void remove(Path archive) {
        asadmin("undeploy", archive.getFileName().toString().replaceFirst("\\.[a-z]+$", ""));
    }

    @Override
    public void configure(String key, String value) {
        asadmin("set-config-property", "--source=domain", "--propertyName=" + key, "--propertyValue=" + value);
    }

    /** The administrator that it is delivered with has no password. */
    @Override
    public JmxAccess jmx() {
        return new JmxAccess("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmxPort + "/jmxrmi", "admin", "", null);
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
