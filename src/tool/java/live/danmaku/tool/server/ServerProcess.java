package live.danmaku.tool.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A child process that ends with this JVM at the latest.
 *
 * <p>Threading: stopped by its owner or by the JVM's shutdown hook, whichever comes first; both may.
 */
public final class ServerProcess {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration PROBE_PAUSE = Duration.ofMillis(100);

    private final Process process;
    private volatile boolean stopping;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Starts the command; what it prints goes to the file. */
    public static ServerProcess start(List<String> command, Map<String, String> environment, Path output) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            ServerProcess started = new ServerProcess(builder.start());
            // Payara Server waits for passwords until its input ends.
            started.process.getOutputStream().close();
            Runtime.getRuntime().addShutdownHook(new Thread(started::stop, "stop-server-" + started.pid()));
            return started;
        } catch (IOException e) {
            throw new ServerFailure("could not start " + command.get(0), e);
        }
    }

    /** The Java that runs this JVM; servers run on the same. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public long pid() {
        return process.pid();
    }

    /** Waits until something listens on this port of 127.0.0.1. */
    public void awaitPort(int port, Duration limit, Path log) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!isOpen(port)) {
                if (process.waitFor(PROBE_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw ServerFailure.withLog("the server ended with status " + process.exitValue(), log);
                }
                if (System.nanoTime() > deadline) {
                    stop();
                    throw ServerFailure.withLog(
                            "nothing listened on port " + port + " within " + limit.toSeconds() + " s", log);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("interrupted while nothing listened on port " + port + " yet", e);
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notListeningYet) {
            return false;
        }
    }

    /**
     * Waits until the process has ended.
     *
     * @throws ServerFailure when it was not {@link #stop() stopped} but ended by itself
     */
    void awaitEnd(Path log) throws InterruptedException {
        int status = process.waitFor();
        if (!stopping) {
            throw ServerFailure.withLog("the server ended with status " + status, log);
        }
    }

    /** Waits until the address answers 200. */
    void awaitAnswer(URI address, Duration limit, Path log) {
        // Offered HTTP/2 in its first seconds, Payara may keep that connection, and with it all further requests,
        // without an answer.
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest probe =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!answers(client, probe)) {
                if (process.waitFor(PROBE_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw ServerFailure.withLog("the server ended with status " + process.exitValue(), log);
                }
                if (System.nanoTime() > deadline) {
                    stop();
                    throw ServerFailure.withLog(
                            address + " did not answer 200 within " + limit.toSeconds() + " s", log);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("interrupted while " + address + " was not answering yet", e);
        }
    }

    private static boolean answers(HttpClient client, HttpRequest probe) throws InterruptedException {
        try {
            return client.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notListeningYet) {
            return false;
        }
    }

    /** Ends the process in the middle of everything, as a machine does that fails. */
    public void kill() {
        stopping = true;
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the process from running until {@link #resume}, as a machine does that stalls; on Unix only. */
    public void pause() {
        Command.run(List.of("kill", "-STOP", Long.toString(pid())), Map.of());
    }

    /** Has the process go on after {@link #pause}. */
    public void resume() {
        Command.run(List.of("kill", "-CONT", Long.toString(pid())), Map.of());
    }

    /** Asks the process to end, and ends it by force when it has not after 30 seconds. Does nothing when it has ended. */
    public void stop() {
        stopping = true;
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
