package live.danmaku.tool.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code jboss-cli} scripts applied to a copy of a WildFly's configuration, no server running. */
final class WildFlyScript {
    private static final String EMBED = "embed-server --server-config=standalone.xml --std-out=discard\n";
    private static final String STOP = "\nstop-embedded-server\n";

    private final Path home;
    private final List<Path> scripts;

    WildFlyScript(Path home, List<Path> scripts) {
        this.home = home;
        this.scripts = List.copyOf(scripts);
    }

    /**
     * Makes the configuration in this folder, or keeps the one that these scripts made there before.
     *
     * @param folder becomes a server base folder that has nothing but a configuration
     * @return the configuration folder
     */
    Path configuration(Path folder) {
        Path configuration = folder.resolve("configuration");
        Path applied = folder.resolve("applied.cli");
        try {
            String all = all();
            if (!Files.exists(applied) || !Files.readString(applied).equals(all)) {
                Folders.empty(folder);
                Folders.copy(home.resolve("standalone/configuration"), configuration);
                apply(Files.writeString(folder.resolve("offline.cli"), EMBED + all + STOP), folder);
                Folders.empty(configuration.resolve("standalone_xml_history"));
                // Last, so that a run that was stopped half-way is not taken for done.
                Files.writeString(applied, all);
            }
            return configuration;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String all() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path script : scripts) {
            all.append(Files.readString(script));
        }
        return all.toString();
    }

    private void apply(Path script, Path folder) {
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
