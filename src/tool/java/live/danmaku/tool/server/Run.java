package live.danmaku.tool.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The run command: one server with the WAR until Ctrl-C; README has its switches.
 *
 * <p>Runs inside Maven's JVM, whose shutdown hooks stop the server.
 */
public final class Run {
    private static final String CONFIGURATION = "danmaku.";
    private static final String LIMITS = "danmaku.limits.enabled";
    private static final int WILDFLY_MANAGEMENT = 9990;

    private final Product product;
    private final int port;
    private final boolean tuned;

    private Run(Product product, int port, boolean tuned) {
        this.product = product;
        this.port = port;
        this.tuned = tuned;
    }

    /** Reads the switches from the system properties, where Maven puts what its command line defines. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            new Run(
                            Product.of(System.getProperty("server", "wildfly")),
                            port(System.getProperty("http.port", "8080")),
                            Boolean.getBoolean("tuned"))
                    .serve();
        } catch (ServerFailure e) {
            // Not thrown on: Maven would wrap one clear sentence into a page of its own.
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static int port(String text) {
        if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > 65_535) {
            throw new ServerFailure("-Dhttp.port=" + text + " is not a port: give a number from 1 to 65535.");
        }
        int port = Integer.parseInt(text);
        if (!Ports.isFree(port)) {
            throw new ServerFailure(
                    "Port " + port + " of 127.0.0.1 is in use: stop what listens there, or choose another"
                            + " one with -Dhttp.port=N.");
        }
        return port;
    }

    private void serve() throws InterruptedException {
        AppServer server = server().withUsers(administrator());
        say("Starting " + server.name() + ", log in " + server.logFile());
        long start = System.nanoTime();
        server.start();
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        say(String.format(Locale.ROOT, "Ready after %.1f s. Ctrl-C stops it. Open", seconds));
        say("");
        say("    " + server.baseUri());
        if (!administrator().isEmpty()) {
            say("    " + server.baseUri() + "admin/");
        }
        say("");
        server.process().awaitEnd(server.logFile());
    }

    private AppServer server() {
        return product == Product.WILDFLY ? wildFly() : product.server(instance());
    }

    private AppServer wildFly() {
        int management = Ports.isFree(WILDFLY_MANAGEMENT) ? WILDFLY_MANAGEMENT : Ports.free();
        say("Preparing WildFly with " + BuildFiles.serverConfig().resolve("wildfly"));
        WildFly server = WildFly.trimmed(BuildFiles.wildFlyHome(), instance(), management);
        say("Administration: jboss-cli.sh --connect --controller=127.0.0.1:" + management);
        return server;
    }

    private Instance instance() {
        return new Instance(
                BuildFiles.instance("run-" + product.option() + "-" + port),
                port,
                BuildFiles.war(),
                List.of(),
                List.of(),
                configuration(),
                tuned);
    }

    /**
     * What the command line sets of the application's configuration is for the server. A tuned one is run to be measured, by
     * posters whom the limits would refuse: it has none unless it is told to.
     */
    private Map<String, String> configuration() {
        Map<String, String> given = System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(CONFIGURATION))
                .collect(Collectors.toMap(name -> name, System::getProperty, (first, again) -> again, HashMap::new));
        if (tuned && given.putIfAbsent(LIMITS, "false") == null) {
            say("Without limits, to be measured: -D" + LIMITS + "=true has them");
        }
        return given;
    }

    /** Whom {@code -Dadmin=name:password} lets into the admin page. */
    private static List<LoginUser> administrator() {
        String[] given = System.getProperty("admin", "").split(":", 2);
        return given.length < 2 ? List.of() : List.of(new LoginUser(given[0], given[1], "danmaku-admin"));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
