package live.danmaku.tool.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the build keeps the WAR, the servers and their instances; the pom hands the paths over as system properties. */
public final class BuildFiles {

    private BuildFiles() {}

    public static Path war() {
        return project().resolve("target/danmaku.war");
    }

    /** What applications on the server use. */
    public static Path clientJar() {
        return project().resolve("target/danmaku-client.jar");
    }

    public static Path wildFlyHome() {
        return path("server.wildfly.home");
    }

    public static Path payaraMicroJar() {
        return path("server.payara.micro.jar");
    }

    public static Path payaraHome() {
        return path("server.payara.home");
    }

    /** The configurations of this repository that an administrator loads into a server. */
    public static Path serverConfig() {
        return project().resolve("server-config");
    }

    /** Apache's Artemis for Payara, as an administrator makes it: with Maven, once. */
    public static synchronized Path artemisRar() {
        Path folder = project().resolve("target/artemis-rar");
        Path rar = folder.resolve("artemis-rar.rar");
        if (!Files.exists(rar)) {
            Command.run(
                    List.of(
                            path("server.maven").toString(),
                            "--batch-mode",
                            "--quiet",
                            "-Dmaven.repo.local=" + path("server.maven.repository"),
                            "-Dbuild.folder=" + folder,
                            "--file",
                            serverConfig().resolve("payara/artemis-rar").toString(),
                            "package"),
                    Map.of("JAVA_HOME", System.getProperty("java.home")));
        }
        return rar;
    }

    /** What Payara needs changed for many viewers. */
    static Path payaraTuning() {
        return serverConfig().resolve("payara/tuned.asadmin");
    }

    /** For what is made once and kept between builds. */
    public static Path kept() {
        return project().resolve(".servers");
    }

    /** An instance's folder, gone with {@code mvn clean}. */
    public static Path instance(String name) {
        return project().resolve("target/servers").resolve(name);
    }

    /** The checked-out project. */
    public static Path project() {
        return path("server.project");
    }

    private static Path path(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new ServerFailure("the system property " + property + " is missing: start this through Maven");
        }
        return Path.of(value);
    }
}
