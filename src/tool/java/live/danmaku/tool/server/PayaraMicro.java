package live.danmaku.tool.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Payara Micro, which serves one WAR from start to end: it has no administration port.
 *
 * <p>There is no switch for its address, so a command that runs before its start sets it; and Hazelcast, which would
 * listen on every address, is left out.
 */
public final class PayaraMicro extends LocalServer {
    private static final String LISTENER =
            "configs.config.server-config.network-config.network-listeners.network-listener.http-listener";

    private static final String TLS_LISTENER =
            "configs.config.server-config.network-config.network-listeners.network-listener.https-listener";

    private final Path jar;
    private final List<LoginUser> users = new ArrayList<>();
    private final List<Path> scripts = new ArrayList<>();
    private final @Nullable Integer tlsPort;

    public PayaraMicro(Path jar, Instance instance) {
        this(jar, instance, null);
    }

    private PayaraMicro(Path jar, Instance instance, @Nullable Integer tlsPort) {
        super(instance);
        this.jar = jar;
        this.tlsPort = tlsPort;
    }

    /** A server that answers over TLS too, with the certificate that it is delivered with. */
    public static PayaraMicro withTls(Path jar, Instance instance) {
        return new PayaraMicro(jar, instance, Ports.free());
    }

    /** The application's root, {@code https} where this server has that. */
    public URI secureUri() {
        return tlsPort == null ? baseUri() : URI.create("https://127.0.0.1:" + tlsPort + "/" + CONTEXT + "/");
    }

    @Override
    public PayaraMicro withUsers(List<LoginUser> known) {
        users.addAll(known);
        return this;
    }

    /** The same, on which these files of commands are run before the application is deployed. */
    public PayaraMicro withScripts(List<Path> commandFiles) {
        scripts.addAll(commandFiles);
        return this;
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
            String address = "set " + LISTENER + ".address=127.0.0.1\nset " + TLS_LISTENER + ".address=127.0.0.1\n";
            String commands = instance.tuned() ? Files.readString(BuildFiles.payaraTuning()) + address : address;
            return Files.writeString(instance.folder().resolve("preboot.txt"), commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scripts, and a command for each user; its password comes from a file of its own. */
    private Path writePostboot() {
        try {
            List<String> commands = new ArrayList<>();
            for (Path script : scripts) {
                commands.addAll(Files.readAllLines(script));
            }
            for (LoginUser user : users) {
                commands.add("create-file-user --groups " + user.role() + " --passwordfile "
                        + user.payaraPassword(instance.folder()) + " " + user.name());
            }
            return Files.write(instance.folder().resolve("postboot.txt"), commands);
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
                "--postbootcommandfile",
                writePostboot().toString(),
                "--port",
                Integer.toString(instance.httpPort()),
                "--deploy",
                instance.war().toString()));
        if (tlsPort != null) {
            command.addAll(List.of("--sslport", tlsPort.toString()));
        }
        for (Path companion : instance.companions()) {
            command.addAll(List.of("--deploy", companion.toString()));
        }
        return command;
    }
}
