package live.danmaku.tool.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@code jboss-cli} script applied to a copy of a WildFly's configuration, no server running. */
final class WildFlyScript {
    private final Path home;
    private final Path script;

    WildFlyScript(Path home, Path script) {
        this.home = home;
        this.script = script;
    }

    /**
     * Makes the configuration in this folder, or keeps the one that this script made there before.
     *
     * @param folder becomes a server base folder that has nothing but a configuration
     * @return the configuration folder
     */
    Path configuration(Path folder) {
        Path configuration = folder.resolve("configuration");
        Path applied = folder.resolve("applied.cli");
        try {
            if (!Files.exists(applied) || Files.mismatch(script, applied) != -1) {
                Folders.empty(folder);
                Folders.copy(home.resolve("standalone/configuration"), configuration);
                apply(folder);
                Folders.empty(configuration.resolve("standalone_xml_history"));
                // Last, so that a run that was stopped half-way is not taken for done.
                Files.copy(script, applied);
            }
            return configuration;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void apply(Path folder) {
        List<String> command = new ArrayList<>(List.of(
                ServerProcess.java(),
                "-Djboss.server.base.dir=" + folder,
                "-Dlogging.configuration="
                        + home.resolve("bin/jboss-cli-logging.properties").toUri()));
        command.addAll(new WildFlyModules(home).main("org.jboss.as.cli"));
        command.add("--file=" + script);
        Command.run(command, Map.of("JBOSS_HOME", home.toString()));
    }
}
