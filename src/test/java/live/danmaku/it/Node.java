package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.danmaku.tool.server.BuildFiles;

/** The machine's Node.js, with the WebSocket library {@code ws} from npm in the build's folder. */
final class Node {
    private static final int OLDEST = 20;
    private static final String LIBRARY = "ws@8.23.0";
    private static final Path SCRIPTS = BuildFiles.project().resolve("src/test/js");

    private Node() {}

    /** The library's module; where it cannot be had the calling test is skipped, with the reason. */
    static synchronized Path library() {
        Path folder = BuildFiles.project().resolve("target/npm-" + LIBRARY.replace('@', '-'));
        Path module = folder.resolve("node_modules/ws/wrapper.mjs");
        if (!Files.exists(module)) {
            if (version() < OLDEST) {
                return abort("the Node clients need Node.js " + OLDEST + " or newer on the PATH");
            }
            Result installed = run(List.of(
                    "npm",
                    "install",
                    "--prefix",
                    folder.toString(),
                    "--no-save",
                    "--no-audit",
                    "--no-fund",
                    "--prefer-offline",
                    LIBRARY));
            if (installed.status() != 0) {
                return abort("no " + LIBRARY + " to test with, because npm says: " + installed.output());
            }
        }
        return module;
    }

    /** Runs one of the test scripts with these arguments, and returns the JSON object that it prints. */
    static JsonObject run(String script, String... arguments) {
        // The flag gives Node 20 the WebSocket that newer ones have without it.
        List<String> command = new ArrayList<>(List.of("node", "--no-warnings", "--experimental-websocket"));
        command.add(SCRIPTS.resolve(script).toString());
        command.addAll(List.of(arguments));
        Result result = run(command);
        assertThat(result.status()).as(result.output()).isZero();
        return TestViewer.json(result.output());
    }

    private static int version() {
        Result result = run(List.of("node", "--version"));
        return result.status() == 0 ? Integer.parseInt(result.output().replaceAll("^v(\\d+)\\.[\\s\\S]*$", "$1")) : 0;
    }

    /** What a program printed, and how it ended: with -1 when there is no such program, or when it took too long. */
    private record Result(int status, String output) {}

    private static Result run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(TestViewer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new Result(ended ? process.exitValue() : -1, output);
        } catch (IOException e) {
            return new Result(-1, e.toString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
