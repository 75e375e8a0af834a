package live.danmaku.tool.server;

import java.nio.file.Path;
import java.util.List;

/** The end of a Java command line that starts one of WildFly's programs: the server, or its command line interface. */
record WildFlyModules(Path home) {

    List<String> main(String module) {
        return List.of(
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                module);
    }
}
