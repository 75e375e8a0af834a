package live.danmaku.tool.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Payara Micro, which serves one WAR from start to end: it has no administration port.
 *
 * <p>There is no switch for its address, so a command that runs before its start sets it; and Hazelcast, which would
 * listen on every address, is left out.
 */
public final class PayaraMicro extends LocalServer {
    private static final String LISTENER =
            "configs.config.server-config.network-config.network-listeners.network-listener.http-listener";

    private final Path jar;

    public PayaraMicro(Path jar, Instance instance) {
        super(instance);
        this.jar = jar;
    }

    @Override
    public String name() {
        return "Payara Micro";
    }

    @Override
    public Path logFile() {
        return console();
    }

    @Override
    public void start() {
        Folders.empty(instance.folder());
        launch(command(writePreboot()));
        awaitApplication();
    }

    private Path writePreboot() {
        try {
            String address = "set " + LISTENER + ".address=127.0.0.1\n";
            String commands = instance.tuned() ? Files.readString(BuildFiles.payaraTuning()) + address : address;
            return Files.writeString(instance.folder().resolve("preboot.txt"), commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Path preboot) {
        List<String> command =
                new ArrayList<>(List.of(ServerProcess.java(), "-Xmx512m", "-Djava.net.preferIPv4Stack=true"));
        command.addAll(instance.options());
        command.addAll(instance.switches());
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--rootdir",
                instance.folder().resolve("root").toString(),
                "--prebootcommandfile",
                preboot.toString(),
                "--port",
                Integer.toString(instance.httpPort()),
                "--deploy",
                instance.war().toString()));
        for (Path companion : instance.companions()) {
            command.addAll(List.of("--deploy", companion.toString()));
        }
        return command;
    }
}
