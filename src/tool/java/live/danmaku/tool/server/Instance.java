package live.danmaku.tool.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one start of a server is given.
 *
 * @param folder the instance's own folder: configuration, data, logs; emptied by the start
 * @param httpPort the port on 127.0.0.1 that the application answers on
 * @param war the application
 * @param companions other applications beside it, each under its file's name
 * @param javaOptions options of the server's Java, after and therefore over those of the fixture
 * @param properties system properties of the server process; MicroProfile Config reads {@code danmaku.*} there
 * @param environment environment variables of the server process, besides this process's
 * @param tuned whether the server and its Java are set up for many viewers, by the files of {@code server-config}
 */
public record Instance(
        Path folder,
        int httpPort,
        Path war,
        List<Path> companions,
        List<String> javaOptions,
        Map<String, String> properties,
        Map<String, String> environment,
        boolean tuned) {

    /** The property that, set to {@code false}, has the application take posts and connects as fast as they come. */
    public static final String LIMITS = "danmaku.limits.enabled";

    private static final String JAVA_OPTIONS = "tuned.jvm";

    /** This process's property with an option that the Java of every server has that it starts; empty or absent for none. */
    private static final String COMMON_OPTION = "server.java.option";

    public Instance {
        if (httpPort < 1 || httpPort > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, was " + httpPort);
        }
        folder = folder.toAbsolutePath();
        war = war.toAbsolutePath();
        companions = companions.stream().map(Path::toAbsolutePath).toList();
        javaOptions = List.copyOf(javaOptions);
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
    }

    /** A server with this process's environment. */
    public Instance(
            Path folder,
            int httpPort,
            Path war,
            List<Path> companions,
            List<String> javaOptions,
            Map<String, String> properties,
            boolean tuned) {
        this(folder, httpPort, war, companions, javaOptions, properties, Map.of(), tuned);
    }

    /** A server as it is delivered. */
    public Instance(Path folder, int httpPort, Path war, List<Path> companions, Map<String, String> properties) {
        this(folder, httpPort, war, companions, List.of(), properties, /* tuned= */ false);
    }

    /** The same with these variables besides. */
    public Instance withEnvironment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Instance(folder, httpPort, war, companions, javaOptions, properties, all, tuned);
    }

    /** The same with these system properties besides. */
    public Instance withProperties(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(more);
        return new Instance(folder, httpPort, war, companions, javaOptions, all, environment, tuned);
    }

    /** The application's root. */
    URI baseUri() {
        return URI.create("http://127.0.0.1:" + httpPort + "/" + AppServer.CONTEXT + "/");
    }

    /** Answers 200 only when REST, CDI and the room registry behind them are up. */
    URI readyUri() {
        return baseUri().resolve("api/v1/rooms");
    }

    /** What a Java command line has besides the server's own options, and after them, so that it prevails. */
    List<String> options() {
        return Stream.of(
                        Stream.ofNullable(System.getProperty(COMMON_OPTION)).filter(option -> !option.isEmpty()),
                        tuned ? Stream.of("@" + BuildFiles.serverConfig().resolve(JAVA_OPTIONS)) : Stream.<String>of(),
                        javaOptions.stream())
                .flatMap(options -> options)
                .toList();
    }

    /** The properties as switches of a Java command line. */
    List<String> switches() {
        return properties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .toList();
    }
}
