package live.danmaku.tool.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Command;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.ServerFailure;
import live.danmaku.tool.server.ServerProcess;
import org.jspecify.annotations.Nullable;

/** A contender that is a program of its own: the floor, or a peer that was installed for this. */
final class Program implements Contender {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final String DEFLATE = "-deflate";

    /** Makes the command line. */
    private interface CommandLine {
        List<String> of(int port, int frameBytes);
    }

    private final String name;
    private final boolean java;
    private final CommandLine command;
    private final int port = Ports.free();
    private @Nullable ServerProcess process;

    private Program(String name, boolean java, CommandLine command) {
        this.name = name;
        this.java = java;
        this.command = command;
    }

    /** {@link Floor} on this JVM's Java. */
    static Program floor(List<String> javaOptions) {
        return new Program("floor", true, (port, frameBytes) -> {
            List<String> line = new ArrayList<>(List.of(ServerProcess.java()));
            line.addAll(javaOptions);
            line.addAll(List.of(
                    "-cp",
                    classes().toString(),
                    Floor.class.getName(),
                    Integer.toString(port),
                    Integer.toString(frameBytes)));
            return line;
        });
    }

    /** Node's ws, installed by npm. */
    static Program ws(String name) {
        Path folder = installed("ws");
        return new Program(
                name, false, (port, frameBytes) -> List.of("node", script(folder), Integer.toString(port), mode(name)));
    }

    /** uWebSockets by way of Bun, installed by npm. */
    static Program bun(String name) {
        Path folder = installed("bun");
        return new Program(
                name,
                false,
                (port, frameBytes) -> List.of(
                        folder.resolve("node_modules/.bin/bun").toString(),
                        script(folder),
                        Integer.toString(port),
                        mode(name)));
    }

    private static String script(Path folder) {
        return folder.resolve("peer.mjs").toString();
    }

    private static String mode(String name) {
        return name.endsWith(DEFLATE) ? "deflate" : "plain";
    }

    /** Copies a peer's files into the build's folder and lets npm install there what they need. */
    private static Path installed(String peer) {
        Path from = BuildFiles.project().resolve("src/tool/peers");
        Path to = BuildFiles.project().resolve("target/peers");
        try {
            Files.createDirectories(to.resolve(peer));
            for (String file : List.of("room.mjs", peer + "/peer.mjs", peer + "/package.json")) {
                Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Command.run(List.of("node", "--version"), Map.of());
            Command.runIn(to.resolve(peer), List.of("npm", "install", "--no-audit", "--no-fund", "--prefer-offline"));
        } catch (ServerFailure e) {
            throw new NotInstalledException("it cannot be installed: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("npm failed"));
        }
        return to.resolve(peer);
    }

    private static Path classes() {
        try {
            return Path.of(Floor.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a folder of classes has an address", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start(int frameBytes) {
        Path log = BuildFiles.project().resolve("target/servers/bench-" + name + ".log");
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = ServerProcess.start(command.of(port, frameBytes), Map.of(), log);
        process().awaitPort(port, START_LIMIT, log);
    }

    @Override
    public ServerProcess process() {
        return Objects.requireNonNull(process, () -> name + " is not started");
    }

    @Override
    public URI url() {
        return URI.create("ws://127.0.0.1:" + port + "/" + AppServer.CONTEXT);
    }

    @Override
    public Wiring wiring() {
        return name.endsWith(DEFLATE) ? Wiring.DEFLATE : Wiring.PLAIN;
    }

    @Override
    public boolean isJava() {
        return java;
    }

    @Override
    public boolean sendsByItself() {
        return name.equals("floor");
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop();
        }
    }
}
