package live.danmaku.it;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Command;

/** What an administrator of a WildFly types. */
record WildFlyTools(Path base, int management, String configuration) {

    WildFlyTools(Path base, int management) {
        this(base, management, "standalone.xml");
    }

    /** Scripts are run on the server that runs, unless the first word is an option. */
    String apply(String... words) {
        Stream<String> where = words[0].startsWith("--") ? Stream.of() : Stream.of("--", controller());
        return run("", Stream.concat(Stream.of("apply.sh"), Stream.concat(Stream.of(words), where)));
    }

    void user(String name, String role) {
        run(AdministratorShell.PASSWORD, Stream.of("user.sh", name, role));
    }

    String cli(String command) {
        return Command.run(
                List.of(
                        "sh",
                        BuildFiles.wildFlyHome().resolve("bin/jboss-cli.sh").toString(),
                        "--connect",
                        controller(),
                        command),
                environment());
    }

    private String controller() {
        return "--controller=127.0.0.1:" + management;
    }

    private String run(String input, Stream<String> words) {
        return AdministratorShell.run("wildfly", input, words, environment());
    }

    private Map<String, String> environment() {
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "JBOSS_HOME", BuildFiles.wildFlyHome().toString(),
                "JBOSS_BASE_DIR", base.toString(),
                "JBOSS_CONFIG", configuration);
    }
}
